using System.Collections.Immutable;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;

namespace FunnelGrains.Web.Ingest;

/// <summary>Sends events to the shards of their leads, all at once, and notes what became of each.</summary>
internal sealed class EventPoster(IGrainFactory grains, Workspace workspace, string origin, bool allResults)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public async Task PostAsync(IReadOnlyList<(int Index, IncomingEvent Event)> events, IngestLedger ledger)
    {
        var byShard = events.GroupBy(e => ShardId.Of(e.Event.Lead, workspace.Shards));
        await Task.WhenAll(byShard.Select(group => PostAsync(group.Key, [.. group], ledger)));
    }

    private async Task PostAsync(int shard, (int Index, IncomingEvent Event)[] events, IngestLedger ledger)
    {
        PostAnswer answer;
        try
        {
            answer = await grains.GetGrain<IFunnelShardGrain>(ShardId.Key(workspace.Key, shard))
                .PostAsync(origin, [.. events.Select(e => e.Event)]);
        }
        catch (Exception unknown) when (unknown is TimeoutException or OrleansException)
        {
            // Whether they were stored is unknown: sent again they are taken or known.
            answer = new PostAnswer([.. Enumerable.Repeat(new EventOutcome(OutcomeStatus.Retry), events.Length)], RetryAfter);
        }

        lock (ledger)
        {
            for (var i = 0; i < events.Length; i++) ledger.Settle(events[i].Index, events[i].Event.Id, answer.Outcomes[i], allResults);
            if (answer.RetryAfter is { } after) ledger.Later(after);
        }
    }
}
