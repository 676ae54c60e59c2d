using FunnelGrains.Abstractions.Goals;
using NodaTime;

namespace FunnelGrains.Web.Goals;

/// <summary>Forecasts of earlier periods from a third of their time, with what was known then.</summary>
/// <param name="ForecastError">Mean distance of the forecasts from what came, in the goal's unit; null without a period.</param>
/// <param name="RunRateError">Likewise of the run rate, over the same periods.</param>
/// <param name="Periods">The last 6 periods of which enough was known, the latest first.</param>
internal sealed record BacktestBody(decimal? ForecastError, decimal? RunRateError, IReadOnlyList<ForecastTrialBody> Periods)
{
    public static BacktestBody Of(IReadOnlyList<ForecastTrial> trials)
    {
        var both = trials.Where(trial => trial.RunRate is not null).ToList();
        return new BacktestBody(
            Mean(both.Select(trial => trial.Range.Mid - trial.Actual)), Mean(both.Select(trial => trial.RunRate!.Value - trial.Actual)),
            [.. trials.Select(trial => new ForecastTrialBody(trial.From, trial.To, trial.At, GoalBodies.Of(trial.Range), trial.RunRate, trial.Actual))]);
    }

    private static decimal? Mean(IEnumerable<decimal> errors) => errors.Select(Math.Abs).DefaultIfEmpty(-1).Average() is >= 0 and var mean ? decimal.Round(mean, 6) : null;
}

/// <summary>What would have been foretold of a period that is over.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="At">When it would have been foretold.</param>
/// <param name="Forecast">The forecast.</param>
/// <param name="RunRate">The run-rate projection of that moment; null if no business time had passed.</param>
/// <param name="Actual">What came, as is known now.</param>
internal sealed record ForecastTrialBody(LocalDate From, LocalDate To, Instant At, ForecastBody Forecast, decimal? RunRate, decimal Actual);
