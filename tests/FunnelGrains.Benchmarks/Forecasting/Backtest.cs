using System.Collections.Immutable;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Goals.Forecasting;
using NodaTime;

namespace FunnelGrains.Benchmarks.Forecasting;

/// <summary>Forecasts months from one of their days, and prints what was foretold beside what came.</summary>
internal sealed class Backtest(ImmutableArray<LeadTrace> leads, IReadOnlyList<GoalSpan> months, Duration after)
{
    /// <summary>Prints a line a month and the mean errors.</summary>
    /// <param name="title">What is tried.</param>
    /// <param name="learnedBy">What happened from here on teaches nothing; null to learn up to each forecast.</param>
    public void Print(string title, Instant? learnedBy)
    {
        var windows = months.Select(month => new ForecastWindow(month.Start, month.Start + after, month.End, learnedBy)).ToImmutableArray();
        var tally = new ForecastTally([new ForecastCase(GoalMetric.Won, null, null, Dimension.All, "", windows)]);
        foreach (var lead in leads) tally.Add(lead);
        var sums = tally.ToSums()[0];
        Console.WriteLine(title);
        Console.WriteLine("  month      so far  came   run rate   error   plain Σ P   error   forecast   error   range 80 %        hit");
        var (rate, plain, ours, hits, told) = (0.0, 0.0, 0.0, 0, 0);
        foreach (var (i, month) in months.Index())
        {
            var (actual, final) = ((double)sums[i].Actual, (double)sums[i].Final);
            var projected = actual * ((month.End - month.Start) / after);
            if (Forecasts.Of(GoalMetric.Won, sums[i], windows[i]) is not { } forecast)
            {
                Console.WriteLine($"  {month.From:yyyy-MM}  {actual,10:0} {final,5:0} {projected,10:0.0}   no forecast");
                continue;
            }

            var hit = forecast.Low <= final && final <= forecast.High;
            (rate, plain, ours) = (rate + Math.Abs(projected - final), plain + Math.Abs(forecast.Plain - final), ours + Math.Abs(forecast.Mid - final));
            (hits, told) = (hits + (hit ? 1 : 0), told + 1);
            Console.WriteLine(FormattableString.Invariant(
                $"  {month.From:yyyy-MM}  {actual,8:0} {final,5:0} {projected,10:0.0} {projected - final,7:0.0} {forecast.Plain,11:0.0} {forecast.Plain - final,7:0.0} {forecast.Mid,10:0.0} {forecast.Mid - final,7:0.0}   {forecast.Low,6:0.0} to {forecast.High,5:0.0}   {(hit ? "yes" : "no")}"));
        }

        if (told == 0) return;
        Console.WriteLine(FormattableString.Invariant(
            $"  mean absolute error: run rate {rate / told:0.0}, plain Σ P {plain / told:0.0}, forecast {ours / told:0.0}; {hits} of {told} within the range. {Verdict(rate, ours)}"));
        Console.WriteLine();
    }

    private static string Verdict(double rate, double ours) => ours < rate ? "The forecast is better than the run rate." : "The run rate is better.";
}
