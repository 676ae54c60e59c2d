using NodaTime;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>
/// Makes a forecast out of sums. The plain one, A + Σ P over open leads, lost the backtest on real data against the run rate, since it does not know of leads still to come nor of
/// a period that goes better or worse than the 180 days before; with both it wins (<c>src/README.md</c>).
/// </summary>
public static class Forecasts
{
    /// <summary>Stays below which an age has no chance of its own, and all ages together none either.</summary>
    private const int Fewest = 20;

    /// <summary>80 % of a normal distribution lies within so many deviations.</summary>
    private const double Deviations = 1.28;

    /// <summary>The forecast of a window.</summary>
    /// <returns>Null where the chances are unknown: too few leads were observed for long enough, or nothing says what a deal is worth.</returns>
    public static Forecast? Of(GoalMetric metric, ForecastSums sums, ForecastWindow window)
    {
        ArgumentNullException.ThrowIfNull(sums);
        ArgumentNullException.ThrowIfNull(window);
        var worth = metric == GoalMetric.Revenue ? (double?)WonAmounts.Median(sums.Amounts) : 1;
        if (Look(sums.Ahead, window.Ahead) is not { } ahead) return null;
        if (metric != GoalMetric.Revenue) ahead = ahead.EachWorth(1);
        else if (worth is { } median) ahead = ahead.EachWorth(median);
        else if (ahead.NeedsWorth) return null;
        var past = Look(sums.SoFar, window.SoFar);
        var correction = past is { } expected ? (sums.Reached + 1) / (expected.Expected + 1) : 1;
        var further = correction * (ahead.Open + ahead.Coming);
        var mid = (double)sums.Actual + further;
        // What was reached so far came by chance too: so far the correction itself is uncertain.
        var ofCorrection = past is null ? 0 : further * further / (sums.Reached + 1);
        var range = Deviations * Math.Sqrt(correction * correction * ahead.Variance + ofCorrection);
        return new Forecast(Math.Max((double)sums.Actual, mid - range), mid, mid + range, (double)sums.Actual, ahead.Open, ahead.Coming, correction);
    }

    private static Ahead? Look(LookSums sums, ForecastLook look)
    {
        var ahead = default(Ahead);
        foreach (var stage in sums.Counts.GroupBy(count => count.Stage, StringComparer.Ordinal))
        {
            // A stay passes through several ages and is one all the same.
            var all = stage.Aggregate((a, b) => a.Plus(b)) with { Stays = stage.Max(count => count.Stays) };
            foreach (var count in stage.Where(count => count.Open > 0))
            {
                var known = count.Stays >= Fewest ? count : all;
                if (known.Stays < Fewest) return null;
                ahead = ahead.With(known.Reaching / known.Seconds, count);
            }
        }

        // Where nobody is on the way, little is known too unless there was somebody before.
        if (sums.Cycles < Fewest && (sums.Arrivals > 0 || !sums.Counts.Any(count => count.Open > 0))) return null;
        if (sums.Arrivals == 0) return ahead;
        var time = Duration.Min(LookTally.ArrivalWindow, Duration.Max(Duration.FromDays(1), look.At - sums.First!.Value));
        return ahead with { Newcomers = sums.Arrivals / time.TotalSeconds * sums.Seconds / sums.Cycles };
    }

    /// <summary>What is to come: numbers of leads, and money where they have a value.</summary>
    private readonly record struct Ahead(
        double Leads, double Unvalued, double Newcomers, double Open, double Coming, double Variance, double UnvaluedVariance)
    {
        /// <summary>How often the target is expected to be reached.</summary>
        public double Expected => Leads + Newcomers;

        public bool NeedsWorth => Unvalued > 0 || Newcomers > 0;

        public Ahead With(double chance, ForecastCount count) => this with
        {
            Leads = Leads + chance * count.Open,
            Unvalued = Unvalued + chance * count.Unvalued,
            Open = Open + chance * (double)count.Value,
            Variance = Variance + chance * (1 - chance) * count.Squares,
            UnvaluedVariance = UnvaluedVariance + chance * (1 - chance) * count.Unvalued,
        };

        /// <summary>Gives what has no value of its own one. Those still to come arrive by chance, so their variance is their number.</summary>
        public Ahead EachWorth(double worth) => this with
        {
            Open = Open + Unvalued * worth,
            Coming = Newcomers * worth,
            Variance = Variance + (UnvaluedVariance + Newcomers) * worth * worth,
        };
    }
}
