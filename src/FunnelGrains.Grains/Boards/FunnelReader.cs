using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Grains.Boards;

/// <summary>Reads the funnel of a period off all shards.</summary>
internal sealed class FunnelReader(AgreementBook book, IReadOnlyList<IFunnelShardGrain> shards, FactSums? filtered = null)
{
    private const int Largest = 200;
    private static readonly ImmutableArray<Measure> Measures =
    [
        Measure.Captured, Measure.Status, Measure.Now, Measure.Entered, Measure.Converted, Measure.Reached, Measure.Won, Measure.Lost,
        Measure.Rejected, Measure.Revenue, Measure.Anomalies, Measure.CohortOpen,
    ];

    public async Task<FunnelReading> ReadAsync(FunnelQuestion question, Instant now)
    {
        var (from, to) = Days.Of(question.From, question.To, now.InZone(book.Zone).Date);
        var whole = await SumAsync(from, to, Dimension.All);
        return Of(from, to, now, whole, question.By is { } dimension ? await SumAsync(from, to, dimension) : []);
    }

    /// <summary>The funnel of the facts that a filter fits; null where too many leads would have to be folded.</summary>
    public async Task<FunnelReading?> ReadFilteredAsync(FunnelQuestion question, Instant now)
    {
        var (from, to) = Days.Of(question.From, question.To, now.InZone(book.Zone).Date);
        var filter = question.Filter ?? FactFilter.Any;
        if (await filtered!.SumAsync(Question(from, to, Dimension.All), filter) is not { } whole) return null;
        if (question.By is not { } dimension) return Of(from, to, now, whole, []);
        return await filtered.SumAsync(Question(from, to, dimension), filter) is { } parts ? Of(from, to, now, whole, parts) : null;
    }

    /// <summary>The funnel as the events received before an instant make it, as of it; null while a shard cannot say it yet.</summary>
    public async Task<FunnelReading?> ReadReceivedAsync(LocalDate from, LocalDate to, Dimension by, Instant at) =>
        await SumReceivedAsync(from, to, Dimension.All, at) is { } whole && await SumReceivedAsync(from, to, by, at) is { } parts ? Of(from, to, at, whole, parts) : null;

    private FunnelReading Of(LocalDate from, LocalDate to, Instant at, ShardSums[] whole, ShardSums[] parts)
    {
        var all = new Sums(whole.SelectMany(shard => shard.Cells));
        var funnel = book.FunnelAt(at, stage => all[Measure.Now, stage] > 0);
        return new FunnelReading(
            book.Workspace.Key, book.Workspace.Zone, from, to, string.Join('.', whole.Select(shard => shard.Claim)),
            whole.Sum(shard => shard.CountedSeq), Stages(funnel, all), all[Measure.Captured], all[Measure.Won], all[Measure.Lost], all[Measure.Rejected],
            all[Measure.Anomalies], all.Revenue, all[Measure.Status, "open"], all[Measure.Status, "won"], all[Measure.Status, "lost"],
            all[Measure.Status, "rejected"], ByValue(funnel, parts), all[Measure.CohortOpen]);
    }

    private Task<ShardSums[]> SumAsync(LocalDate from, LocalDate to, Dimension dimension) =>
        Task.WhenAll(shards.Select(shard => shard.SumAsync(Question(from, to, dimension))));

    private async Task<ShardSums[]?> SumReceivedAsync(LocalDate from, LocalDate to, Dimension dimension, Instant at)
    {
        var sums = await Task.WhenAll(shards.Select(shard => shard.SumReceivedAsync(Question(from, to, dimension), at, at)));
        return Array.Exists(sums, shard => shard is null) ? null : [.. sums.OfType<ShardSums>()];
    }

    private static SumQuestion Question(LocalDate from, LocalDate to, Dimension dimension) =>
        new(FrameComposer.DayOf(from), FrameComposer.DayOf(to), Measures, dimension, null, Present: true, SumDays: true);

    private static ImmutableArray<FunnelByValue> ByValue(IReadOnlyList<CompiledStage> funnel, ShardSums[] sums)
    {
        var values = sums.SelectMany(shard => shard.Cells).GroupBy(change => change.Cell.Value, StringComparer.Ordinal)
            .Select(group => (Value: group.Key, Sums: new Sums(group)))
            .OrderByDescending(value => value.Sums[Measure.Captured]).ThenByDescending(value => value.Sums.Size)
            .ThenBy(value => value.Value, StringComparer.Ordinal).ToList();
        var rest = values.Skip(Largest).ToList();
        var listed = values.Take(Largest).Select(value => Of(funnel, value.Value.Length == 0 ? "(none)" : value.Value, value.Sums));
        return rest.Count == 0 ? [.. listed] : [.. listed, Of(funnel, "(rest)", new Sums(rest.SelectMany(value => value.Sums.Cells)))];
    }

    private static FunnelByValue Of(IReadOnlyList<CompiledStage> funnel, string value, Sums sums) => new(value, Stages(funnel, sums), sums[Measure.Captured], sums[Measure.Won], sums.Revenue);

    private static ImmutableArray<StageReading> Stages(IReadOnlyList<CompiledStage> funnel, Sums sums) =>
    [
        .. funnel.Select((stage, at) =>
        {
            var (entered, converted) = (sums[Measure.Entered, stage.Key], sums[Measure.Converted, stage.Key]);
            var next = at + 1 < funnel.Count ? funnel[at + 1] : null;
            return new StageReading(
                stage.Key, stage.Stage.Name, stage.Team, stage.Stage.Kind, sums[Measure.Now, stage.Key], entered, converted,
                sums[Measure.Reached, stage.Key], FrameComposer.Conversion(converted, entered, next is null),
                next is null || entered == 0 ? null : (double)sums[Measure.Entered, next.Key] / entered);
        }),
    ];

    /// <summary>Cells added up over shards; days are summed already.</summary>
    private sealed class Sums
    {
        private readonly Dictionary<(Measure, string), long> sums = [];

        public Sums(IEnumerable<CellChange> cells)
        {
            foreach (var (cell, n) in cells) sums[(cell.Measure, cell.Key)] = sums.GetValueOrDefault((cell.Measure, cell.Key)) + n;
        }

        public long this[Measure measure, string key = ""] => sums.GetValueOrDefault((measure, key));

        public long Size => sums.Where(pair => pair.Key.Item1 == Measure.Entered).Sum(pair => pair.Value);

        public IEnumerable<CellChange> Cells =>
            sums.Select(pair => new CellChange(new Cell(pair.Key.Item1, Cell.NoDay, pair.Key.Item2, Dimension.All, ""), pair.Value));

        public ImmutableArray<Money> Revenue =>
        [
            .. sums.Where(pair => pair.Key.Item1 == Measure.Revenue && pair.Value != 0).OrderBy(pair => pair.Key.Item2, StringComparer.Ordinal)
                .Select(pair => new Money(pair.Key.Item2, pair.Value / (decimal)Cell.MoneyScale)),
        ];
    }
}
