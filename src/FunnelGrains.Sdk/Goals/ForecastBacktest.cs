namespace FunnelGrains.Sdk;

/// <summary>Forecasts of earlier periods from a third of their time, with what was known then.</summary>
public sealed record ForecastBacktest
{
    /// <summary>Mean distance of the forecasts from what came, in the goal's unit; null without a period.</summary>
    public decimal? ForecastError { get; init; }

    /// <summary>Likewise of the run rate, over the same periods.</summary>
    public decimal? RunRateError { get; init; }

    /// <summary>The last 6 periods of which enough was known, the latest first.</summary>
    public IReadOnlyList<ForecastTrial> Periods { get; init; } = [];
}
