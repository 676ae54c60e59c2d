using System.Collections.Immutable;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Web.Admission;
using FunnelGrains.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FunnelGrains.Web.Ingest;

/// <summary>Sends events to the shards of their leads, all at once, and notes what became of each.</summary>
internal sealed partial class EventPoster(
    IGrainFactory grains, Workspace workspace, string origin, bool allResults, KeyRates rates, RetryBudget retries, ILogger logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Sends them, as far as the sender's rate allows.</summary>
    /// <returns>The answer when the rate does not allow it and nothing of this body was stored yet; null when the ledger has it.</returns>
    public async ValueTask<IResult?> PostAsync(IReadOnlyList<(int Index, IncomingEvent Event)> events, IngestLedger ledger, HttpContext context)
    {
        if (rates.Wait(origin, events.Count) is { } wait)
        {
            if (!ledger.IsStored) return Problem.TooMany(context, wait, "this key sends more events than its rate allows; send them again later");
            foreach (var (index, e) in events) ledger.Settle(index, e.Id, new EventOutcome(OutcomeStatus.Retry), allResults);
            ledger.Later(wait);
            return null;
        }

        var byShard = new List<(int Index, IncomingEvent Event)>?[workspace.Shards];
        foreach (var e in events) (byShard[ShardId.Of(e.Event.Lead, workspace.Shards)] ??= []).Add(e);
        await Task.WhenAll(byShard.Select((mine, shard) => mine is null ? Task.CompletedTask : PostAsync(shard, mine, ledger)));
        return null;
    }

    private async Task PostAsync(int shard, List<(int Index, IncomingEvent Event)> events, IngestLedger ledger)
    {
        var batch = ImmutableArray.CreateBuilder<IncomingEvent>(events.Count);
        foreach (var (_, e) in events) batch.Add(e);
        var answer = await AskAsync(grains.GetGrain<IFunnelShardGrain>(ShardId.Key(workspace.Key, shard)), shard, batch.MoveToImmutable());
        lock (ledger)
        {
            for (var i = 0; i < events.Count; i++) ledger.Settle(events[i].Index, events[i].Event.Id, answer.Outcomes[i], allResults);
            if (answer.RetryAfter is { } after) ledger.Later(after);
        }
    }

    /// <summary>
    /// Asks the shard, and again while it is on its way to another silo or is being read: that takes a second or three, and an event that has an id may be sent
    /// twice.
    /// </summary>
    private async Task<PostAnswer> AskAsync(IFunnelShardGrain shard, int number, ImmutableArray<IncomingEvent> batch)
    {
        Exception? unknown = null;
        try
        {
            var answer = await retries.AskAsync(() => shard.PostAsync(origin, batch), IsLastWord);
            if (IsLastWord(answer)) return answer;
        }
        catch (Exception failed)
        {
            // Whether they were stored is unknown: sent again they are taken or known. The other shards' events stand for themselves.
            unknown = failed;
        }

        LogUnknown(logger, unknown, workspace.Key, number);
        return new PostAnswer([.. Enumerable.Repeat(new EventOutcome(OutcomeStatus.Retry), batch.Length)], RetryAfter, Overloaded: false);
    }

    private static bool IsLastWord(PostAnswer answer) => answer.Overloaded || answer.Outcomes.All(outcome => outcome.Status != OutcomeStatus.Retry);

    [LoggerMessage(LogLevel.Warning, "Shard {Workspace}/{Shard} did not answer; its events are to be sent again")]
    private static partial void LogUnknown(ILogger logger, Exception? why, string workspace, int shard);
}
