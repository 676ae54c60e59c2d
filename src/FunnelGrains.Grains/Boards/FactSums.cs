using System.Collections.Immutable;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.ReadModel;

namespace FunnelGrains.Grains.Boards;

/// <summary>
/// Sums over all shards of what a filter fits. Facts stand in cells by one dimension at a time, so what one dimension decides is read off them; for two or more the leads of the period are
/// folded, a bounded number.
/// </summary>
internal sealed class FactSums(string workspace, IReadOnlyList<IFunnelShardGrain> shards, IReadModel readModel)
{
    /// <summary>So many leads are folded for one answer, each shard its part; a second's work or two.</summary>
    public const int MostLeads = 20_000;

    private static readonly TimeSpan PresentAge = TimeSpan.FromMilliseconds(500);
    private static readonly Measure[] OfThePresent = [Measure.Status, Measure.Now];

    /// <summary>The sums of each shard; the cells are of the dimension asked by.</summary>
    /// <returns>Null where too many leads would have to be folded.</returns>
    public async Task<ShardSums[]?> SumAsync(SumQuestion question, FactFilter filter)
    {
        var (by, chosen) = (question.Dimension, filter.Dimensions);
        var involved = by == Dimension.All || chosen.Contains(by) ? chosen : [.. chosen, by];
        if (involved.Count > 1) return await FoldAsync(question, filter);
        var dimension = involved.Count == 0 ? Dimension.All : involved[0];
        var values = filter.Of(dimension);
        var asked = question with { Dimension = dimension, Value = values.Length == 1 ? values[0] : null };
        var sums = await Task.WhenAll(shards.Select(shard => shard.SumAsync(asked)));
        return [.. sums.Select(shard => shard with { Cells = [.. shard.Cells.Where(change => filter.Has(dimension, change.Cell.Value)).Select(change => Seen(change, by))] })];
    }

    private async Task<ShardSums[]?> FoldAsync(SumQuestion question, FactFilter filter)
    {
        var each = (MostLeads + shards.Count - 1) / shards.Count;
        var flows = new FilteredSumQuestion(
            question.From!.Value, question.To!.Value, [.. question.Measures.Except(OfThePresent)], filter, question.Dimension, question.SumDays, each);
        var sums = await Task.WhenAll(shards.Select(shard => shard.SumFilteredAsync(flows)));
        if (Array.Exists(sums, shard => shard is null)) return null;
        var all = sums.OfType<ShardSums>().ToArray();
        if (question.Present) all[0] = all[0] with { Cells = [.. all[0].Cells, .. await PresentAsync(filter, question.Dimension)] };
        return all;
    }

    /// <summary>What is true now stands in each lead's row.</summary>
    private async Task<IEnumerable<CellChange>> PresentAsync(FactFilter filter, Dimension by)
    {
        await Task.WhenAll(shards.Select(shard => shard.FlushAsync(PresentAge)));
        var counts = await readModel.CountLeadsAsync(workspace, filter, by, CancellationToken.None);
        return counts.SelectMany(count => Cells(count, by));
    }

    private static IEnumerable<CellChange> Cells(LeadCount count, Dimension by)
    {
        yield return new CellChange(new Cell(Measure.Status, Cell.NoDay, count.Status.ToString().ToLowerInvariant(), by, count.Value), count.Leads);
        if (count.Status == LeadStatus.Open) yield return new CellChange(new Cell(Measure.Now, Cell.NoDay, count.Stage, by, count.Value), count.Leads);
    }

    private static CellChange Seen(in CellChange change, Dimension by) => by == change.Cell.Dimension ? change : change with { Cell = change.Cell with { Dimension = by, Value = "" } };
}
