using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>Sums one look ahead of a case, cycle by cycle. Its memory follows stages and ages, not leads.</summary>
internal sealed class LookTally(ForecastCase asked, ForecastLook look)
{
    /// <summary>Cycles that began longer ago teach nothing.</summary>
    internal static readonly Duration Window = Duration.FromDays(180);

    /// <summary>The time whose arrivals stand for those to come: whole weeks.</summary>
    internal static readonly Duration ArrivalWindow = Duration.FromDays(28);

    private readonly Dictionary<string, Row[]> rows = new(StringComparer.Ordinal);
    private long cycles;
    private double seconds;
    private long arrivals;
    private Instant? first;

    public void Add(LeadTrace lead, CycleTrace cycle, Instant? reached)
    {
        var began = cycle.Began;
        first = first is { } known ? Instant.Min(known, began) : began;
        if (began < look.LearnedBy && began >= look.LearnedBy - Window) Learn(cycle, reached < look.LearnedBy ? reached : null);
        if (began >= look.At) return;
        if (began >= look.At - ArrivalWindow && lead.Has(asked.Dimension, asked.Value, began)) arrivals++;
        if (!(reached < look.At)) Stand(lead, cycle);
    }

    public LookSums ToSums() => new(
        [.. rows.SelectMany(row => row.Value.Select((count, age) => count.ToCount(row.Key, age))).Where(count => count.Stays > 0 || count.Open > 0)],
        cycles, seconds, arrivals, first);

    /// <summary>Every moment before the target, at which the lead stood open and after which it was observed for longer than what remains, is a sample.</summary>
    private void Learn(CycleTrace cycle, Instant? reached)
    {
        var lastLook = look.LearnedBy - look.Remaining;
        if (cycle.Began < lastLook)
        {
            cycles++;
            if (reached is { } at) seconds += Math.Max(0, (look.Remaining - (at - cycle.Began)).TotalSeconds);
        }

        var end = reached is { } target ? Instant.Min(target, lastLook) : lastLook;
        foreach (var stay in cycle.Stays)
        {
            if (stay.From >= end) return;
            var to = stay.To is { } left ? Instant.Min(left, end) : end;
            var counts = RowsOf(stay.Stage);
            for (var age = 0; age < StageAge.Groups; age++)
            {
                var (from, until) = (stay.From + StageAge.Least(age), Instant.Min(to, stay.From + StageAge.Most(age)));
                if (from >= until) continue;
                counts[age].Stays++;
                counts[age].Seconds += (until - from).TotalSeconds;
                if (reached - look.Remaining is not { } near || near >= until) continue;
                counts[age].Reaching += (until - Instant.Max(from, near)).TotalSeconds;
            }
        }
    }

    /// <summary>The lead stands open at the look and has not reached the target.</summary>
    private void Stand(LeadTrace lead, CycleTrace cycle)
    {
        foreach (var stay in cycle.Stays)
        {
            if (stay.From >= look.At) return;
            if (stay.To < look.At) continue;
            if (!lead.Has(asked.Dimension, asked.Value, look.At)) return;
            if (asked.Metric == GoalMetric.Revenue && lead.Value is not null && lead.Currency != asked.Currency) return;
            ref var row = ref RowsOf(stay.Stage)[StageAge.Of(look.At - stay.From)];
            row.Open++;
            if (asked.Metric != GoalMetric.Revenue || lead.Value is not { } value) row.Unvalued++;
            else
            {
                row.Value += value;
                row.Squares += (double)value * (double)value;
            }

            return;
        }
    }

    private Row[] RowsOf(string stage)
    {
        if (!rows.TryGetValue(stage, out var counts)) rows[stage] = counts = new Row[StageAge.Groups];
        return counts;
    }

    private struct Row
    {
        public long Stays;
        public double Seconds;
        public double Reaching;
        public long Open;
        public long Unvalued;
        public decimal Value;
        public double Squares;

        public readonly ForecastCount ToCount(string stage, int age) => new(stage, age, Stays, Seconds, Reaching, Open, Unvalued, Value, Squares);
    }
}
