using System.Collections.Immutable;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;

namespace FunnelGrains.Host.Demo;

/// <summary>Posts events through the shards' own door, as the web does, until each is counted.</summary>
internal sealed partial class EventPoster(IGrainFactory grains, TimeProvider time, ILogger<EventPoster> log)
{
    private const string Origin = "demo";
    private const int Most = 1_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Posts events of any leads; answers when all are durable and counted.</summary>
    public async Task PostAsync(Workspace workspace, IEnumerable<IncomingEvent> events, CancellationToken cancel)
    {
        var shards = events.GroupBy(e => ShardId.Of(e.Lead, workspace.Shards));
        await Task.WhenAll(shards.Select(shard => PostAsync(ShardId.Key(workspace.Key, shard.Key), [.. shard], cancel)));
    }

    private async Task PostAsync(string shard, ImmutableArray<IncomingEvent> events, CancellationToken cancel)
    {
        foreach (var batch in events.Chunk(Most))
        {
            for (var left = batch.ToImmutableArray(); !left.IsEmpty;)
            {
                cancel.ThrowIfCancellationRequested();
                (left, var wait) = await TryAsync(shard, left);
                if (!left.IsEmpty)
                {
                    await Task.Delay(wait, time, cancel);
                }
            }
        }
    }

    // What was not counted goes again: every event has an id, so that twice is once.
    private async Task<(ImmutableArray<IncomingEvent> Left, TimeSpan Wait)> TryAsync(string shard, ImmutableArray<IncomingEvent> events)
    {
        try
        {
            var answer = await grains.GetGrain<IFunnelShardGrain>(shard).PostAsync(Origin, events);
            foreach (var refused in answer.Outcomes.Where(outcome => outcome.Status == OutcomeStatus.Refused).Take(1))
            {
                LogRefused(log, refused.Pointer, refused.Error);
            }
            return ([.. events.Where((_, i) => answer.Outcomes[i].Status == OutcomeStatus.Retry)], answer.RetryAfter ?? Patience);
        }
        catch (Exception lost) when (lost is TimeoutException or OrleansException)
        {
            return (events, Patience);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo's own event was refused at {Pointer}: {Error}")]
    private static partial void LogRefused(ILogger log, string? pointer, string? error);
}
