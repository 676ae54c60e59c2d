namespace FunnelGrains.Sdk;

/// <summary>What would have been foretold of a period that is over.</summary>
public sealed record ForecastTrial
{
    /// <summary>Its first day.</summary>
    public DateOnly From { get; init; }

    /// <summary>Its last day, included.</summary>
    public DateOnly To { get; init; }

    /// <summary>When it would have been foretold.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The forecast.</summary>
    public GoalForecast? Forecast { get; init; }

    /// <summary>The run-rate projection of that moment.</summary>
    public decimal? RunRate { get; init; }

    /// <summary>What came.</summary>
    public decimal Actual { get; init; }
}
