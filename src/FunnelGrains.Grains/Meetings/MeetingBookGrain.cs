using System.Collections.Immutable;
using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Meetings;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Grains.Meetings;

/// <summary>The book: what reads, and what is noted. Methods that write wait for each other and for nobody else; how meetings are made is in the other part.</summary>
internal sealed partial class MeetingBookGrain(
    [PersistentState("meetingbook", "grains")] IPersistentState<MeetingBookState> state, AgreementBooks books, ServerClock clock, ILogger<MeetingBookGrain> logger)
    : Grain, IMeetingBookGrain
{
    private const int MostCalledADay = 100;
    private string workspace = "";

    /// <summary>As it was read or written last: a write that fails must not show.</summary>
    private MeetingBookState known = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        workspace = MeetingKey.WorkspaceOfBook(this.GetPrimaryKeyString());
        known = state.State;
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<MeetingEntry>> ListAsync(MeetingQuestion question) => Task.FromResult(known.Entries.Select(entry => entry.ToEntry())
        .Where(entry => (question.Kind is not { } kind || entry.Kind == kind) && !(entry.At < question.From) && !(entry.At >= question.To))
        .OrderByDescending(entry => entry.At).ThenBy(entry => entry.Id, StringComparer.Ordinal).Take(question.Limit).ToImmutableArray());

    public Task<MeetingEntry?> FindAsync(string id) => Task.FromResult(known.Entries.Find(entry => entry.Id == id)?.ToEntry());

    public async Task<MeetingEntry?> CallAsync(MeetingKind kind, string? name, string by)
    {
        var now = clock.Now;
        var called = known.Entries.Where(entry => entry.CalledBy is not null).Select(entry => entry.ToEntry()).ToList();
        if (called.Count(entry => entry.At > now - Duration.FromDays(1)) >= MostCalledADay) return null;
        var id = MeetingPlan.IdOfCalled(kind, now);
        if (known.Entries.Find(entry => entry.Id == id) is { } same) return same.ToEntry();
        var text = name is null ? NameOf(kind) : new LocalText(name, name);
        var entry = new MeetingEntry(id, kind, null, text, now, Before(kind, now), MeetingStanding.Due, null, by);
        await KeepAsync(known.PlannedThrough, [.. known.Entries, StoredEntry.Of(entry)], known.Deciding);
        Begin(entry);
        return entry;
    }

    public Task NoteDecisionsAsync(string id)
    {
        var deciding = new Dictionary<string, long>(known.Deciding, StringComparer.Ordinal);
        deciding[id] = deciding.GetValueOrDefault(id) + 1;
        return KeepAsync(known.PlannedThrough, known.Entries, deciding);
    }

    public async Task NoteMadeAsync(string id, MeetingMade made, ImmutableDictionary<string, long> looked)
    {
        // What was decided since the look may be open.
        var deciding = known.Deciding.Where(one => made.CarriedFrom.Contains(one.Key) || looked.GetValueOrDefault(one.Key) != one.Value)
            .ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
        var entries = known.Entries.ConvertAll(entry => entry.Id == id
            ? entry with { Standing = MeetingStanding.Made, MadeAt = made.MadeAt.ToUnixTimeMilliseconds() } : entry);
        await KeepAsync(known.PlannedThrough, entries, deciding);
        LogMade(logger, workspace, id);
    }

    /// <summary>From when on a called meeting looks: from the one of its kind before, or a week or a month back.</summary>
    private Instant Before(MeetingKind kind, Instant now) => known.Entries.Where(entry => entry.Kind == kind).Select(entry => entry.ToEntry().At)
        .Where(at => at < now).Append(now - Duration.FromDays(kind == MeetingKind.Weekly ? 7 : 31)).Max();

    private static LocalText NameOf(MeetingKind kind) => kind == MeetingKind.Weekly ? new LocalText("Reunião semanal", "Weekly meeting") : new LocalText("Reunião mensal", "Monthly meeting");

    private async Task KeepAsync(long? plannedThrough, List<StoredEntry> entries, Dictionary<string, long> deciding)
    {
        var next = new MeetingBookState { PlannedThrough = plannedThrough, Entries = entries, Deciding = deciding };
        state.State = next;
        await state.KeepAsync(this);
        known = next;
    }

    [LoggerMessage(LogLevel.Information, "Meeting {Meeting} of {Workspace} is made")]
    private static partial void LogMade(ILogger logger, string workspace, string meeting);
}
