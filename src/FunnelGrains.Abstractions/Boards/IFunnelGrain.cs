using System.Collections.Immutable;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Boards;

/// <summary>A workspace's totals, board frames and their observers. Holds nothing that its shards cannot tell again. Key: the workspace.</summary>
[Alias("fg.IFunnelGrain")]
public interface IFunnelGrain : IGrainWithStringKey
{
    /// <summary>A shard's news; never awaited.</summary>
    [OneWay, AlwaysInterleave, Alias("Tell")]
    Task TellAsync(ShardPartial partial);

    /// <summary>A goal's reading changed; never awaited.</summary>
    [OneWay, AlwaysInterleave, Alias("TellGoal")]
    Task TellGoalAsync(GoalReading reading);

    /// <summary>A goal was created, changed or deleted: the set of goals is read again.</summary>
    [OneWay, AlwaysInterleave, Alias("GoalsChanged")]
    Task GoalsChangedAsync();

    /// <summary>Sends frames to an observer from now on; renewed every 2 s, forgotten after 10 s.</summary>
    /// <returns>The frame now.</returns>
    [AlwaysInterleave, Alias("Observe")]
    Task<BoardFrame> ObserveAsync(IBoardObserver observer);

    /// <summary>
    /// The breaches announced within the last minute, for an observer that may have missed some: what it is told may be lost with the silo that it is told through.
    /// </summary>
    /// <param name="after"><see cref="AnnouncedBreaches.Last"/> of the answer before; 0 for all.</param>
    [AlwaysInterleave, Alias("Announced")]
    Task<AnnouncedBreaches> AnnouncedAsync(long after);

    /// <summary>Forgets an observer.</summary>
    [AlwaysInterleave, Alias("Unobserve")]
    Task UnobserveAsync(IBoardObserver observer);

    /// <summary>The funnel of a period, asked of all shards.</summary>
    [AlwaysInterleave, Alias("Read")]
    Task<FunnelReading> ReadAsync(FunnelQuestion question);

    /// <summary>The same of the facts that a filter fits.</summary>
    /// <returns>Null where more leads would have to be folded than may be: several dimensions at once stand in no count.</returns>
    [AlwaysInterleave, ResponseTimeout("00:02:00"), Alias("ReadFiltered")]
    Task<FunnelReading?> ReadFilteredAsync(FunnelQuestion question);

    /// <summary>The flows of a period, part by part.</summary>
    /// <returns>Null where more leads would have to be folded than may be.</returns>
    [AlwaysInterleave, ResponseTimeout("00:02:00"), Alias("ReadTrend")]
    Task<FunnelTrend?> ReadTrendAsync(TrendQuestion question);

    /// <summary>How well the promises due in a period are kept.</summary>
    [AlwaysInterleave, ResponseTimeout("00:02:00"), Alias("ReadCompliance")]
    Task<ComplianceReading> ReadComplianceAsync(ComplianceQuestion question);

    /// <summary>How long leads stood in each stage, of the stays that ended in the period; asked of all shards. Not broken down.</summary>
    [AlwaysInterleave, Alias("ReadTimes")]
    Task<ImmutableArray<StageTimes>> ReadTimesAsync(FunnelQuestion question);

    /// <summary>Folds all shards' journals from nothing and compares.</summary>
    [AlwaysInterleave, ResponseTimeout("00:30:00"), Alias("Audit")]
    Task<AuditReport> AuditAsync();

    /// <summary>Whether every shard accepts events.</summary>
    [AlwaysInterleave, Alias("Ready")]
    Task<bool> IsReadyAsync();
}

/// <summary>A web node that shows boards; one for each node and workspace.</summary>
[Alias("fg.IBoardObserver")]
public interface IBoardObserver : IGrainObserver
{
    /// <summary>A new frame; later ones have a higher version or another epoch.</summary>
    [OneWay, Alias("FrameChanged")]
    Task FrameChangedAsync(BoardFrame frame);

    /// <summary>A breach was announced; at least once with the same id.</summary>
    [OneWay, Alias("Breached")]
    Task BreachedAsync(BoardBreach breach);

    /// <summary>Something to celebrate; at most once.</summary>
    [OneWay, Alias("Celebrated")]
    Task CelebratedAsync(Celebration what);
}
