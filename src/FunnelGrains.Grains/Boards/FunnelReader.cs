using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Grains.Boards;

/// <summary>Reads the funnel of a period off all shards.</summary>
internal sealed class FunnelReader(AgreementBook book, IReadOnlyList<IFunnelShardGrain> shards)
{
    private const int Largest = 200;
    private static readonly ImmutableArray<Measure> Measures =
    [
        Measure.Captured, Measure.Status, Measure.Now, Measure.Entered, Measure.Converted, Measure.Reached, Measure.Won, Measure.Lost,
        Measure.Rejected, Measure.Revenue, Measure.Anomalies,
    ];

    public async Task<FunnelReading> ReadAsync(FunnelQuestion question, LocalDate today)
    {
        var from = question.From ?? today.With(DateAdjusters.StartOfMonth);
        var to = question.To ?? today.With(DateAdjusters.EndOfMonth);
        var whole = await SumAsync(from, to, Dimension.All);
        return Of(from, to, whole, question.By is { } dimension ? await SumAsync(from, to, dimension) : [], book.Latest);
    }

    /// <summary>The funnel as the events received before an instant make it, as of it; null while a shard cannot say it yet.</summary>
    public async Task<FunnelReading?> ReadReceivedAsync(LocalDate from, LocalDate to, Dimension by, Instant at)
    {
        if (await SumReceivedAsync(from, to, Dimension.All, at) is not { } whole || await SumReceivedAsync(from, to, by, at) is not { } parts) return null;
        return Of(from, to, whole, parts, book.At(at));
    }

    private FunnelReading Of(LocalDate from, LocalDate to, ShardSums[] whole, ShardSums[] parts, CompiledAgreement version)
    {
        var (by, all) = (ByValue(parts, version), new Sums(whole.SelectMany(shard => shard.Cells)));
        return new FunnelReading(
            book.Workspace.Key, book.Workspace.Zone, from, to, string.Join('.', whole.Select(shard => shard.Claim)),
            whole.Sum(shard => shard.CountedSeq), Stages(all, version), all[Measure.Captured], all[Measure.Won], all[Measure.Lost], all[Measure.Rejected],
            all[Measure.Anomalies], all.Revenue, all[Measure.Status, "open"], all[Measure.Status, "won"], all[Measure.Status, "lost"],
            all[Measure.Status, "rejected"], by);
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

    private static ImmutableArray<FunnelByValue> ByValue(ShardSums[] sums, CompiledAgreement version)
    {
        var values = sums.SelectMany(shard => shard.Cells).GroupBy(change => change.Cell.Value, StringComparer.Ordinal)
            .Select(group => (Value: group.Key, Sums: new Sums(group)))
            .OrderByDescending(value => value.Sums[Measure.Captured]).ThenByDescending(value => value.Sums.Size)
            .ThenBy(value => value.Value, StringComparer.Ordinal).ToList();
        var rest = values.Skip(Largest).ToList();
        var listed = values.Take(Largest).Select(value => Of(value.Value.Length == 0 ? "(none)" : value.Value, value.Sums, version));
        return rest.Count == 0 ? [.. listed] : [.. listed, Of("(rest)", new Sums(rest.SelectMany(value => value.Sums.Cells)), version)];
    }

    private static FunnelByValue Of(string value, Sums sums, CompiledAgreement version) => new(value, Stages(sums, version), sums[Measure.Captured], sums[Measure.Won], sums.Revenue);

    private static ImmutableArray<StageReading> Stages(Sums sums, CompiledAgreement version) =>
    [
        .. version.Funnel.Select(stage =>
        {
            var (entered, converted) = (sums[Measure.Entered, stage.Key], sums[Measure.Converted, stage.Key]);
            return new StageReading(
                stage.Key, stage.Stage.Name, stage.Team, stage.Stage.Kind, sums[Measure.Now, stage.Key], entered, converted,
                sums[Measure.Reached, stage.Key], FrameComposer.Conversion(converted, entered, stage.Index == version.Funnel.Count - 1));
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
