namespace FunnelGrains.Sdk;

/// <summary>A goal with where it stands.</summary>
public sealed record GoalReport
{
    /// <summary>The goal's id.</summary>
    public string Id { get; init; } = "";

    /// <summary>The team.</summary>
    public string Team { get; init; } = "";

    /// <summary>What is measured.</summary>
    public string Metric { get; init; } = "";

    /// <summary>The stage's key, for <c>entered</c>.</summary>
    public string? Stage { get; init; }

    /// <summary>The clause's id, for <c>compliance</c>.</summary>
    public string? Clause { get; init; }

    /// <summary><c>week</c>, <c>month</c> or <c>quarter</c>.</summary>
    public string Period { get; init; } = "";

    /// <summary><c>reach</c>, <c>above</c> or <c>below</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>ISO 4217, for <c>revenue</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>Attribute to required value; null for all leads.</summary>
    public IReadOnlyDictionary<string, string>? Filter { get; init; }

    /// <summary>What it counts, in words.</summary>
    public LocalText? Label { get; init; }

    /// <summary>First day of the current period.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of the current period, included.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The target: leads, money, touches, a share from 0 to 1, or seconds.</summary>
    public decimal Target { get; init; }

    /// <summary>What is there now; null when there is nothing to measure.</summary>
    public decimal? Actual { get; init; }

    /// <summary>What should be there now, in business time.</summary>
    public decimal? Expected { get; init; }

    /// <summary>Actual ÷ expected; null while there is no verdict.</summary>
    public decimal? Pace { get; init; }

    /// <summary>Actual − expected; null where the metric is not paced.</summary>
    public decimal? Gap { get; init; }

    /// <summary>Where it ends at this rate.</summary>
    public decimal? Projection { get; init; }

    /// <summary>Where the open leads are likely to take it; null while there are too few.</summary>
    public GoalForecast? Forecast { get; init; }

    /// <summary>What is left for each business day.</summary>
    public decimal? PerDayLeft { get; init; }

    /// <summary>Business days left, today included while open time remains.</summary>
    public int DaysLeft { get; init; }

    /// <summary>How many more clocks may breach, negative when too many have; null for a metric other than <c>compliance</c>.</summary>
    public long? MissesAllowed { get; init; }

    /// <summary><c>on_track</c>, <c>behind</c>, <c>at_risk</c>, <c>reached</c>, <c>missed</c> or <c>no_verdict</c>.</summary>
    public string? Status { get; init; }

    /// <summary>When the forecast was made.</summary>
    public DateTimeOffset? ForecastAsOf { get; init; }

    /// <summary>How such forecasts did in earlier periods, beside the run rate; null on a board, and where there is no forecast.</summary>
    public ForecastBacktest? Backtest { get; init; }

    /// <summary>The target from the next period on; null where nothing else is set for it, and on a board.</summary>
    public decimal? NextTarget { get; init; }

    /// <summary>What was reached in the current period, ascending; empty on a board.</summary>
    public IReadOnlyList<GoalMilestone> Milestones { get; init; } = [];

    /// <summary>How the status changed in the current period, in order; empty on a board.</summary>
    public IReadOnlyList<GoalStatusChange> StatusChanges { get; init; } = [];

    /// <summary>The last 12 periods whose value is frozen, the latest first; empty on a board.</summary>
    public IReadOnlyList<PastGoalPeriod> ClosedPeriods { get; init; } = [];

    /// <summary>The periods that ended and still wait for late events, the latest first; empty on a board.</summary>
    public IReadOnlyList<PastGoalPeriod> ClosingPeriods { get; init; } = [];
}
