using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Grains.Boards;

/// <summary>Reads off all shards how well the promises due in a period are kept.</summary>
internal sealed class ComplianceReader(AgreementBook book, IReadOnlyList<IFunnelShardGrain> shards)
{
    private const int Largest = 200;
    private static readonly ImmutableArray<Measure> Measures = [Measure.ClauseMet, Measure.ClauseBreached, Measure.ClauseRunning];

    public async Task<ComplianceReading> ReadAsync(ComplianceQuestion question, Instant now)
    {
        var (from, to) = Days.Of(question.From, question.To, now.InZone(book.Zone).Date);
        var whole = await CountAsync(from, to, Dimension.All);
        var all = whole.GetValueOrDefault("") ?? [];
        var clauses = book.ClausesAt(now, clause => all.ContainsKey(clause)).Select(compiled => compiled.Clause).ToList();
        var keys = clauses.Select(clause => clause.Key).ToList();
        return new ComplianceReading(
            from, to, [.. clauses.Select(clause => new ClauseReading(clause.Key, clause.Name, clause.Team, all.GetValueOrDefault(clause.Key) ?? None))],
            question.By is { } dimension ? ByValue(keys, await CountAsync(from, to, dimension)) : []);
    }

    private static ClauseCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>By value and clause.</summary>
    private async Task<Dictionary<string, Dictionary<string, ClauseCounts>>> CountAsync(LocalDate from, LocalDate to, Dimension dimension)
    {
        var (first, last) = (FrameComposer.DayOf(from), FrameComposer.DayOf(to));
        var asked = new SumQuestion(first, last, Measures, dimension, null, Present: false, SumDays: true);
        var sums = await Task.WhenAll(shards.Select(async shard => (Counted: await shard.SumAsync(asked), Late: await shard.SumMetLateAsync(first, last, dimension))));
        var counts = new Dictionary<string, Dictionary<string, ClauseCounts>>(StringComparer.Ordinal);
        foreach (var (counted, late) in sums)
        {
            foreach (var (cell, n) in counted.Cells)
                Add(counts, cell, cell.Measure switch
                {
                    Measure.ClauseMet => None with { Met = n },
                    Measure.ClauseBreached => None with { Breached = n },
                    _ => None with { Running = n },
                });
            foreach (var (cell, n) in late.Cells) Add(counts, cell, None with { MetLate = n });
        }

        return counts;
    }

    private static void Add(Dictionary<string, Dictionary<string, ClauseCounts>> counts, in Cell cell, ClauseCounts more)
    {
        if (!counts.TryGetValue(cell.Value, out var clauses)) counts[cell.Value] = clauses = new Dictionary<string, ClauseCounts>(StringComparer.Ordinal);
        clauses[cell.Key] = Sum(clauses.GetValueOrDefault(cell.Key) ?? None, more);
    }

    private static ImmutableArray<ComplianceByValue> ByValue(List<string> keys, Dictionary<string, Dictionary<string, ClauseCounts>> counts)
    {
        var values = counts.OrderByDescending(value => value.Value.Values.Sum(Size)).ThenBy(value => value.Key, StringComparer.Ordinal).ToList();
        var listed = values.Take(Largest).Select(value => Of(value.Key.Length == 0 ? "(none)" : value.Key, key => value.Value.GetValueOrDefault(key) ?? None));
        var rest = values.Skip(Largest).Select(value => value.Value).ToList();
        return rest.Count == 0
            ? [.. listed]
            : [.. listed, Of("(rest)", key => rest.Select(value => value.GetValueOrDefault(key) ?? None).Aggregate(None, Sum))];

        ComplianceByValue Of(string value, Func<string, ClauseCounts> clause) => new(value, [.. keys.Select(clause)]);
    }

    private static long Size(ClauseCounts counts) => counts.Met + counts.Breached + counts.Running;

    private static ClauseCounts Sum(ClauseCounts one, ClauseCounts other) =>
        new(one.Met + other.Met, one.MetLate + other.MetLate, one.Breached + other.Breached, one.Running + other.Running);
}
