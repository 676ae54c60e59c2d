using System.Text.Json.Serialization;
using NodaTime;

namespace FunnelGrains.Web.Goals;

/// <summary>A goal with the last 12 periods that ended since it was set.</summary>
internal sealed record GoalDetailBody : GoalBody
{
    /// <summary>Adds the past to the present.</summary>
    public GoalDetailBody(GoalBody goal) : base(goal)
    {
    }

    /// <summary>When the forecast was made; it is made anew when it is asked for and older than some minutes.</summary>
    [JsonPropertyOrder(1)]
    public required Instant? ForecastAsOf { get; init; }

    /// <summary>How such forecasts did in earlier periods, beside the run rate; null for a metric without forecast, and while it is being made.</summary>
    [JsonPropertyOrder(1)]
    public required BacktestBody? Backtest { get; init; }

    /// <summary>The target from the next period on; null where nothing else is set for it.</summary>
    [JsonPropertyOrder(1)]
    public required decimal? NextTarget { get; init; }

    /// <summary>What was reached in the current period, ascending; each once, with the moment it was first seen.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<MilestoneBody> Milestones { get; init; }

    /// <summary>How the status changed in the current period, in order; the last 50.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<StatusChangeBody> StatusChanges { get; init; }

    /// <summary>The periods whose value is frozen, the latest first.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<PastPeriodBody> ClosedPeriods { get; init; }

    /// <summary>The periods that ended and still wait for late events, the latest first.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<PastPeriodBody> ClosingPeriods { get; init; }
}

/// <summary>A period that ended.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Target">T when it ended.</param>
/// <param name="Kind"><c>reach</c>, <c>above</c> or <c>below</c>, when it ended.</param>
/// <param name="ClosesAt">Events received before this instant make its frozen value.</param>
/// <param name="Actual">The frozen value, for ever; null while it waits for late events, and where nothing was measured.</param>
/// <param name="Now">The value as everything received until now says.</param>
/// <param name="Correction">Now − actual, 0 for none; null where one of them is not there.</param>
/// <param name="MissesAllowed">Misses that were still allowed, for <c>compliance</c>.</param>
/// <param name="MissedBy">By how much the target was missed; null if it was reached.</param>
/// <param name="Status"><c>reached</c> or <c>missed</c>, by the frozen value, or by the value now while it waits; <c>no_verdict</c> where nothing was measured.</param>
/// <param name="Milestones">What had been reached while it ran, ascending.</param>
internal sealed record PastPeriodBody(
    LocalDate From, LocalDate To, decimal Target, string Kind, Instant ClosesAt, decimal? Actual, decimal? Now, decimal? Correction, long? MissesAllowed,
    decimal? MissedBy, string Status, IReadOnlyList<MilestoneBody> Milestones);
