using FunnelGrains.Domain.Goals;

namespace FunnelGrains.Grains.Goals;

/// <summary>How goals are judged and closed.</summary>
public sealed class GoalOptions
{
    /// <summary>How long after its end a period closes: late events received until then make its frozen value. 24 h by default, not negative.</summary>
    public TimeSpan CloseAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Forecasts that somebody asks for are made anew when they are older. 5 min by default, more than zero; where it takes long, since all leads are read, they are kept for 200 times as
    /// long as it took, at most a day.
    /// </summary>
    public TimeSpan ForecastEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>From which pace a goal is called what; the product's by default.</summary>
    public GoalThresholds Thresholds { get; set; } = GoalThresholds.Default;
}
