using System.Collections.Immutable;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// A version may move the leads of a stage that it retires: when it has come into force, the stage change of each lead that stood there is posted as an ordinary event. Its id is the version's, so
/// whoever opens the shard next posts what is missing, and what was posted is a duplicate.
/// </summary>
internal sealed partial class ShardEngine
{
    private readonly Signal movesDue = new();

    private async Task MoveLeadsLoopAsync()
    {
        using var stop = ended.Token.Register(movesDue.Set);
        var done = 0;
        while (!ended.IsCancellationRequested)
        {
            try
            {
                foreach (var version in book.Versions.Select(version => version.Agreement).Where(version => version.Version > done && version.Moves is { IsEmpty: false } && version.InForceFrom < clock.Now).ToList())
                {
                    foreach (var (from, to) in version.Moves!) await MoveLeadsAsync(version, from, to);
                    done = version.Version;
                }
            }
            catch (Exception failed)
            {
                if (ended.IsCancellationRequested) return;
                LogNotMoved(logger, failed, shard.ToString());
                await Task.Delay(options.RetryAfter, clock.Provider, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                continue;
            }

            await movesDue.WaitAsync(UntilMoves(done), clock.Provider, ended.Token);
        }
    }

    private TimeSpan? UntilMoves(int done) => book.Versions.Select(version => version.Agreement)
        .Where(version => version.Version > done && version.Moves is { IsEmpty: false }).Select(version => (Instant?)version.InForceFrom).Min() is { } next
        ? Duration.Max(next - clock.Now, Duration.Zero).ToTimeSpan() + TimeSpan.FromMilliseconds(1)
        : null;

    private async Task MoveLeadsAsync(Agreement version, string from, string to)
    {
        await FlushAsync(Duration.Zero);
        var moved = 0;
        foreach (var leads in (await readModel.ReadLeadsInStageAsync(shard, from, ended.Token)).Chunk(FoldedAtOnce))
        {
            var histories = await journal.ReadLeadsAsync(shard, leads, countedSeq, personal: false, ended.Token);
            var by = book;
            var stood = await Task.Run(() => histories.Where(lead => StoodIn(by, from, version.InForceFrom, lead.Key, lead.Value)).Select(lead => lead.Key).ToList());
            var events = stood.Select(lead => new IncomingEvent(
                lead, FormattableString.Invariant($"agreement-{version.Version}-moved"), EventType.StageChanged, version.InForceFrom, true, null, new StageChanged(to, "agreement"), null)).ToImmutableArray();
            while (events.Length > 0)
            {
                var answer = await PostAsync("agreement", events);
                moved += answer.Outcomes.Count(outcome => outcome.Status == OutcomeStatus.Accepted);
                events = [.. events.Zip(answer.Outcomes).Where(pair => pair.Second.Status == OutcomeStatus.Retry).Select(pair => pair.First)];
                if (events.Length > 0) await Task.Delay(options.RetryAfter, clock.Provider, ended.Token);
            }
        }

        if (moved > 0) LogMoved(logger, shard.ToString(), moved, from, to, version.Version);
    }

    /// <summary>Whether the lead was open in that stage when the version came into force.</summary>
    private static bool StoodIn(AgreementBook by, string stage, Instant at, string lead, IReadOnlyList<JournalRow> rows)
    {
        var before = rows.Where(row => row.Event.OccurredAt < at).ToArray();
        return new LeadLedger(by, lead, []).Apply(0, Instant.MinValue, before, at).View is { Status: LeadStatus.Open } view && view.Stage == stage;
    }

    [LoggerMessage(LogLevel.Information, "Shard {Shard}: {Leads} leads moved from the retired stage {From} to {To} by version {Version} of the agreement")]
    private static partial void LogMoved(ILogger logger, string shard, int leads, string from, string to, int version);

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} could not move the leads of a retired stage; it tries again")]
    private static partial void LogNotMoved(ILogger logger, Exception why, string shard);
}
