using System.Collections.Immutable;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>Sums what forecasts are made from, lead by lead. Not safe for concurrent use.</summary>
public sealed class ForecastTally
{
    private readonly ImmutableArray<WindowTally[]> cases;

    /// <summary>Begins with nothing.</summary>
    /// <param name="asked">What is to be forecast.</param>
    public ForecastTally(IEnumerable<ForecastCase> asked) =>
        cases = [.. asked.Select(one => one.Windows.Select(window => new WindowTally(one, window)).ToArray())];

    /// <summary>Adds a lead; each lead once.</summary>
    public void Add(LeadTrace lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        foreach (var windows in cases)
            foreach (var window in windows)
                window.Add(lead);
    }

    /// <summary>The sums so far: for each case, for each of its windows.</summary>
    public ImmutableArray<ImmutableArray<ForecastSums>> ToSums() =>
        [.. cases.Select(windows => windows.Select(window => window.ToSums()).ToImmutableArray())];

    private sealed class WindowTally(ForecastCase asked, ForecastWindow window)
    {
        private readonly LookTally ahead = new(asked, window.Ahead);
        private readonly LookTally soFar = new(asked, window.SoFar);
        private readonly WonAmounts amounts = new();
        private readonly Dictionary<int, long> times = [];
        private long reached;
        private decimal actual;
        private decimal final;

        public void Add(LeadTrace lead)
        {
            foreach (var cycle in lead.Cycles)
            {
                var at = asked.ReachedAt(cycle);
                ahead.Add(lead, cycle, at);
                soFar.Add(lead, cycle, at);
                if (at is { } instant) Count(lead, cycle, instant);
            }
        }

        public ForecastSums ToSums() => new(ahead.ToSums(), soFar.ToSums(), reached, actual, final, amounts.ToCounts(), times.ToImmutableSortedDictionary());

        private void Count(LeadTrace lead, CycleTrace cycle, Instant at)
        {
            if (at < window.At && at >= window.At - LookTally.Window)
            {
                var bucket = DurationHistogram.Bucket(at - cycle.Began);
                times[bucket] = times.GetValueOrDefault(bucket) + 1;
            }

            var worth = asked.Metric != GoalMetric.Revenue ? 1 : cycle.Currency == asked.Currency ? cycle.Amount : null;
            if (worth is not { } value) return;
            if (asked.Metric == GoalMetric.Revenue && at < window.At && at >= window.At - LookTally.Window) amounts.Add(value);
            if (at < window.Start || at >= window.End || !lead.Has(asked.Dimension, asked.Value, at)) return;
            final += value;
            if (at >= window.At) return;
            actual += value;
            reached++;
        }
    }
}
