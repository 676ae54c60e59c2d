using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.ReadModel;

namespace FunnelGrains.Storage.Tests.ReadModel;

/// <summary>What the read model's tests share.</summary>
public abstract class ReadModelContract : StorageContract
{
    /// <summary>Days since 1970-01-01 of 2 November 2026.</summary>
    protected const int Day = 20_759;

    /// <summary>Claims the shard anew and saves on top of what it has.</summary>
    protected async Task SaveAsync(ShardKey shard, IReadOnlyCollection<CellChange> cells, params ChangedLead[] leads)
    {
        var before = await ReadModel.ClaimAsync(shard, 1_000, Cancel);
        var write = new CheckpointWrite(shard, 1_000, before.Seq, new Checkpoint(before.Seq + 1, Views.Noon), cells, leads);
        (await ReadModel.SaveAsync(write)).ShouldBeTrue();
    }

    protected Task SaveAsync(params ChangedLead[] leads) => SaveAsync(Shard, [], leads);

    protected static CellChange Count(Measure measure, long n, int day = Day, string key = "", Dimension dimension = Dimension.All, string value = "") =>
        new(new Cell(measure, day, key, dimension, value), n);

    protected async Task<IReadOnlyList<CellChange>> CellsAsync(
        int? from = null, int? to = null, Measure[]? measures = null, Dimension dimension = Dimension.All, string? value = null, bool present = false,
        bool sum = false)
    {
        var query = new CellQuery(from, to, [.. measures ?? []], dimension, value, present, sum);
        return [.. (await ReadModel.ReadCellsAsync(Shard, query, Cancel)).Cells.OrderBy(change => change.ToString(), StringComparer.Ordinal)];
    }

    protected static IEnumerable<string> Ids(LeadPage page) => page.Leads.Select(lead => lead.Lead);
}
