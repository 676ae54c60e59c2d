using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Grains.Boards;

/// <summary>Reads the largest sources of a month off all shards. Partials do not carry them: a workspace may have thousands of values, of which a board shows twelve.</summary>
internal sealed class SourceReader(IReadOnlyList<IFunnelShardGrain> shards)
{
    private const int Listed = 12;
    private static readonly ImmutableArray<Measure> Measures = [Measure.Captured, Measure.Won, Measure.Revenue];

    /// <summary>The month of a day; what has neither leads nor wins is left out.</summary>
    public async Task<ImmutableArray<BoardSource>> ReadAsync(LocalDate today)
    {
        var question = new SumQuestion(
            FrameComposer.DayOf(today.With(DateAdjusters.StartOfMonth)), FrameComposer.DayOf(today.With(DateAdjusters.EndOfMonth)), Measures, Dimension.Source, null,
            Present: false, SumDays: true);
        var sums = await Task.WhenAll(shards.Select(shard => shard.SumAsync(question)));
        return
        [
            .. sums.SelectMany(shard => shard.Cells).GroupBy(change => change.Cell.Value, StringComparer.Ordinal).Select(Of)
                .Where(source => source.Captured != 0 || source.Won != 0)
                .OrderByDescending(source => source.Captured).ThenByDescending(source => source.Won).ThenBy(source => source.Value, StringComparer.Ordinal).Take(Listed),
        ];
    }

    private static BoardSource Of(IGrouping<string, CellChange> cells)
    {
        long Sum(Measure measure) => cells.Where(change => change.Cell.Measure == measure).Sum(change => change.N);
        var revenue = cells.Where(change => change.Cell.Measure == Measure.Revenue).GroupBy(change => change.Cell.Key, StringComparer.Ordinal)
            .Select(currency => new Money(currency.Key, currency.Sum(change => change.N) / (decimal)Cell.MoneyScale)).Where(money => money.Amount != 0);
        return new BoardSource(
            cells.Key.Length == 0 ? "(none)" : cells.Key, Sum(Measure.Captured), Sum(Measure.Won), [.. revenue.OrderBy(money => money.Currency, StringComparer.Ordinal)]);
    }
}
