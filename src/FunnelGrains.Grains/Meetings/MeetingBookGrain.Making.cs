using System.Collections.Immutable;
using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Meetings;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Grains.Meetings;

/// <summary>
/// How meetings come to be made: noted as due, in one write with the instant up to which was looked; made, beside all that is asked of the book; noted as made. Cut off anywhere, the next
/// look goes on, and a meeting whose figures are kept already says so.
/// </summary>
internal sealed partial class MeetingBookGrain
{
    /// <summary>Between two tries at figures that cannot be told yet: an event received before the meeting may be on its way for a moment.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private const int Tries = 20;

    /// <summary>A forecast that is being made is asked for with a patience of seconds; these last tries do without.</summary>
    private const int TriesWithoutForecasts = 10;
    private readonly Dictionary<string, Task> making = new(StringComparer.Ordinal);

    public async Task KeepUpAsync()
    {
        if (await books.FindAsync(workspace, CancellationToken.None) is not { } book) return;
        await PlanAsync(book, clock.Now);
        foreach (var due in known.Entries.Where(entry => entry.Standing == MeetingStanding.Due).ToList()) Begin(due.ToEntry());
    }

    public async Task WaitForAsync(string id)
    {
        if (making.TryGetValue(id, out var task)) await task.WaitAsync(Patience, clock.Provider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>A workspace that is looked at for the first time has no past: meetings begin with it.</summary>
    private async Task PlanAsync(AgreementBook book, Instant now)
    {
        if (known.PlannedThrough is not { } through)
        {
            await KeepAsync(now.ToUnixTimeMilliseconds(), known.Entries, known.Deciding);
            return;
        }

        var planned = MeetingPlan.Due(book, Instant.FromUnixTimeMilliseconds(through), now);
        if (planned.Count == 0) return;
        var noted = known.Entries.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        var entries = planned.Where(one => noted.Add(one.Id)).Select(one => StoredEntry.Of(new MeetingEntry(
            one.Id, one.Kind, one.Rhythm, one.Name, one.At, HeldBefore(one) ?? one.Since, one.Missed ? MeetingStanding.Missed : MeetingStanding.Due, null, null)));
        await KeepAsync(now.ToUnixTimeMilliseconds(), [.. known.Entries, .. entries], known.Deciding);
    }

    /// <summary>The last meeting of the rhythm that was not missed: whatever was agreed when, and however long nobody was up, no broken promise falls between two meetings.</summary>
    private Instant? HeldBefore(PlannedMeeting planned) => known.Entries.Where(entry => entry.Rhythm == planned.Rhythm && entry.Standing != MeetingStanding.Missed)
        .Select(entry => (Instant?)Instant.FromUnixTimeMilliseconds(entry.At)).Where(at => at < planned.At).Max();

    private void Begin(MeetingEntry entry)
    {
        if (making.ContainsKey(entry.Id)) return;
        making[entry.Id] = MakeAsync(entry);
    }

    /// <summary>Runs on behind the call that began it, in this grain's turns.</summary>
    private async Task MakeAsync(MeetingEntry entry)
    {
        await Task.Yield();
        Tracing.Leave();
        try
        {
            for (var left = Tries; left > 0; left--)
            {
                var looked = known.Deciding.Where(one => IsEarlier(one.Key, entry)).ToImmutableDictionary(StringComparer.Ordinal);
                var order = new MeetingOrder(entry, [.. known.Entries.Where(one => looked.ContainsKey(one.Id)).OrderBy(one => one.At).Select(one => one.Id)], left > TriesWithoutForecasts);
                if (await GrainFactory.GetGrain<IMeetingGrain>(MeetingKey.Of(workspace, entry.Id)).MakeAsync(order) is { } made)
                {
                    await this.AsReference<IMeetingBookGrain>().NoteMadeAsync(entry.Id, made, looked);
                    return;
                }

                await Task.Delay(Pause, clock.Provider);
            }
        }
        catch (Exception failed)
        {
            LogNotMade(logger, failed, workspace, entry.Id);
        }
        finally
        {
            making.Remove(entry.Id);
        }
    }

    private bool IsEarlier(string meeting, MeetingEntry than) =>
        known.Entries.Find(entry => entry.Id == meeting) is { } found && found.Kind == than.Kind && found.At < than.At.ToUnixTimeMilliseconds();

    [LoggerMessage(LogLevel.Warning, "Meeting {Meeting} of {Workspace} could not be made; it is tried again")]
    private static partial void LogNotMade(ILogger logger, Exception why, string workspace, string meeting);
}
