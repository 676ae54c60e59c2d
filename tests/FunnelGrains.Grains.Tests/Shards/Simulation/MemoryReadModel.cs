using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Storage;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>A read model of one shard that keeps the contract of <see cref="IReadModel"/>, in memory; each call is done when it returns.</summary>
internal sealed class MemoryReadModel : IReadModel
{
    private readonly Dictionary<Cell, long> cells = [];
    private readonly SortedDictionary<string, ChangedLead> leads = new(Comparer<string>.Create(EventOrder.CompareUtf8));
    private Checkpoint checkpoint = new(0, Instant.FromUnixTimeTicks(0));
    private long owner;

    /// <summary>How often it was saved.</summary>
    public int Saves { get; private set; }

    /// <summary>How often all was forgotten.</summary>
    public int Resets { get; private set; }

    public Task<Checkpoint> ClaimAsync(ShardKey shard, long claim, CancellationToken cancel)
    {
        owner = Math.Max(owner, claim);
        return Task.FromResult(checkpoint);
    }

    public Task<bool> SaveAsync(CheckpointWrite write)
    {
        if (write.Claim != owner || write.Previous != checkpoint.Seq) return Task.FromResult(false);
        checkpoint = write.Next;
        Saves++;
        foreach (var (cell, n) in write.Cells)
            if ((cells[cell] = cells.GetValueOrDefault(cell) + n) == 0) cells.Remove(cell);
        foreach (var lead in write.Leads) leads[lead.View.Lead] = lead;
        return Task.FromResult(true);
    }

    public Task ResetAsync(ShardKey shard, long claim)
    {
        Resets++;
        (owner, checkpoint) = (claim, new Checkpoint(0, Instant.FromUnixTimeTicks(0)));
        cells.Clear();
        leads.Clear();
        return Task.CompletedTask;
    }

    /// <summary>As if a program with another tz database had saved last.</summary>
    public void SavedBy(string? zones) => checkpoint = checkpoint with { Zones = zones };

    public Task<CellSums> ReadCellsAsync(ShardKey shard, CellQuery query, CancellationToken cancel) =>
        Task.FromResult(new CellSums(checkpoint.Seq, [.. cells.Where(pair => Matches(query, pair.Key))
            .GroupBy(pair => query.SumDays ? pair.Key with { Day = Cell.NoDay } : pair.Key)
            .Select(group => new CellChange(group.Key, group.Sum(pair => pair.Value)))]));

    public Task<CellSums> ReadAllCellsAsync(ShardKey shard, CancellationToken cancel) =>
        Task.FromResult(new CellSums(checkpoint.Seq, [.. cells.Select(pair => new CellChange(pair.Key, pair.Value))]));

    public Task<IReadOnlyList<LeadWake>> ReadWakesAsync(ShardKey shard, CancellationToken cancel) => Task.FromResult<IReadOnlyList<LeadWake>>(
        [.. leads.Values.Where(lead => lead.NextWake is not null).Select(lead => new LeadWake(lead.View.Lead, lead.NextWake!.Value, NextClock(lead.View)))]);

    public Task<IReadOnlyList<string>> ReadTouchedLeadsAsync(ShardKey shard, Instant since, bool withOpenClocks, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>(
        [.. leads.Values.Select(lead => lead.View).Where(view => view.UpdatedAt >= since || (withOpenClocks && view.Clocks.Any(clock => clock.Open))).Select(view => view.Lead)]);

    public Task<IReadOnlyList<string>> ReadLeadsInStageAsync(ShardKey shard, string stage, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>(
        [.. leads.Values.Select(lead => lead.View).Where(view => view.Stage == stage && view.Status == LeadStatus.Open).Select(view => view.Lead)]);

    public Task<IReadOnlyList<string>> ReadLeadIdsAsync(ShardKey shard, LeadCriteria criteria, int limit, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>(
        [.. leads.Values.Select(lead => lead.View).Where(view => !(view.CapturedAt >= criteria.CapturedBefore) && !(view.UpdatedAt < criteria.UpdatedFrom)
            && criteria.Where.Has(Dimension.Source, view.Source ?? "") && criteria.Where.Has(Dimension.Campaign, view.Campaign ?? "") && criteria.Where.Has(Dimension.Segment, view.Segment ?? "")
            && criteria.Where.Has(Dimension.Owner, view.Owner ?? "") && criteria.Where.Has(Dimension.Team, view.Team)).Select(view => view.Lead).Take(limit)]);

    public Task<IReadOnlyList<LeadCount>> CountLeadsAsync(string workspace, FactFilter where, Dimension by, CancellationToken cancel) =>
        throw new NotSupportedException("no shard asks for a workspace's leads");

    public Task<IReadOnlyList<ShardKey>> ReadShardsToWakeAsync(Instant until, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<ShardKey>>(leads.Values.Any(lead => lead.NextWake <= until) ? [World.Shard] : []);

    public Task<IReadOnlyList<BreachRow>> ReadBreachesAsync(BreachQuery query, CancellationToken cancel) => Task.FromResult<IReadOnlyList<BreachRow>>(
        [.. leads.Values.SelectMany(lead => lead.View.Breaches.Select(breach => new BreachRow(lead.View.Lead, breach)))
            .Where(row => (!query.OpenOnly || row.Breach is { Open: true, Rescinded: false }) && !(row.Breach.Due < query.From) && !(row.Breach.Due >= query.To))
            .OrderByDescending(row => row.Breach.Due).Take(query.Limit)]);

    public Task<IReadOnlyList<LeadView>> ReadLeadViewPageAsync(ShardKey shard, string? afterLead, int limit, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<LeadView>>([.. leads.Values.Select(lead => lead.View)
            .Where(view => afterLead is null || EventOrder.CompareUtf8(view.Lead, afterLead) > 0).Take(limit)]);

    public Task<BreachRow?> FindBreachAsync(string workspace, string id, CancellationToken cancel) => throw new NotSupportedException("no shard asks for a breach");

    public Task<IReadOnlyList<RunningRow>> ReadRunningAsync(RunningQuery query, CancellationToken cancel) => throw new NotSupportedException("no shard asks for a list");

    public Task<LeadPage> ReadLeadsAsync(LeadQuery query, CancellationToken cancel) => throw new NotSupportedException("no shard asks for a list");

    private static bool Matches(CellQuery query, in Cell cell) =>
        cell.Dimension == query.Dimension && (query.Value is null || cell.Value == query.Value)
        && (query.Measures.IsDefaultOrEmpty || query.Measures.Contains(cell.Measure))
        && (cell.Day == Cell.NoDay ? query.Present : !(cell.Day < query.From) && !(cell.Day > query.To));

    private static ClockView? NextClock(LeadView view) => view.Clocks
        .Where(clock => clock is { State: ClockState.Running, Due: not null })
        .OrderBy(clock => clock.Due).ThenBy(clock => clock.Clause, StringComparer.Ordinal).FirstOrDefault();
}
