using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Grains.Boards;

/// <summary>Reads the flows of a period off all shards, part by part.</summary>
internal sealed class TrendReader(AgreementBook book, FactSums facts)
{
    private static readonly ImmutableArray<Measure> Measures =
        [Measure.Captured, Measure.Entered, Measure.Converted, Measure.Won, Measure.Lost, Measure.Rejected, Measure.Revenue];

    /// <returns>Null where too many leads would have to be folded.</returns>
    public async Task<FunnelTrend?> ReadAsync(TrendQuestion question, Instant now)
    {
        var (from, to) = Days.Of(question.From, question.To, now.InZone(book.Zone).Date);
        var asked = new SumQuestion(FrameComposer.DayOf(from), FrameComposer.DayOf(to), Measures, Dimension.All, null, Present: false, SumDays: false);
        if (await facts.SumAsync(asked, question.Filter ?? FactFilter.Any) is not { } sums) return null;
        var cells = sums.SelectMany(shard => shard.Cells).ToList();
        var entered = cells.Where(change => change.Cell.Measure == Measure.Entered).Select(change => change.Cell.Key).ToHashSet(StringComparer.Ordinal);
        // Also a stage that is no more: the past went through it.
        var funnel = book.FunnelAt(now, entered.Contains).Select(stage => stage.Key).ToList();
        var parts = Parts(from, to, question.Step).ToList();
        var byPart = cells.ToLookup(change => parts.FindLastIndex(part => FrameComposer.DayOf(part.From) <= change.Cell.Day));
        return new FunnelTrend(from, to, [.. parts.Select((part, at) => Point(part.From, part.To, funnel, byPart[at]))]);
    }

    /// <summary>Weeks begin on Mondays, months on their first; the period cuts the first and the last.</summary>
    internal static IEnumerable<(LocalDate From, LocalDate To)> Parts(LocalDate from, LocalDate to, TrendStep step)
    {
        for (var begin = from; begin <= to;)
        {
            var next = step switch
            {
                TrendStep.Day => begin.PlusDays(1),
                TrendStep.Week => begin.Next(IsoDayOfWeek.Monday),
                _ => begin.With(DateAdjusters.EndOfMonth).PlusDays(1),
            };
            yield return (begin, LocalDate.Min(to, next.PlusDays(-1)));
            begin = next;
        }
    }

    private static TrendPoint Point(LocalDate from, LocalDate to, IEnumerable<string> funnel, IEnumerable<CellChange> cells)
    {
        var sums = cells.GroupBy(change => (change.Cell.Measure, change.Cell.Key)).ToDictionary(group => group.Key, group => group.Sum(change => change.N));
        return new TrendPoint(
            from, to, [.. funnel.Select(stage => new TrendStage(stage, Sum(Measure.Entered, stage), Sum(Measure.Converted, stage)))], Sum(Measure.Captured), Sum(Measure.Won),
            Sum(Measure.Lost), Sum(Measure.Rejected),
            [
                .. sums.Where(pair => pair.Key.Measure == Measure.Revenue && pair.Value != 0).OrderBy(pair => pair.Key.Key, StringComparer.Ordinal)
                    .Select(pair => new Money(pair.Key.Key, pair.Value / (decimal)Cell.MoneyScale)),
            ]);

        long Sum(Measure measure, string key = "") => sums.GetValueOrDefault((measure, key));
    }
}
