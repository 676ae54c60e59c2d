using System.Collections.Immutable;
using NodaTime;

namespace FunnelGrains.Domain.Goals;

/// <summary>A period of a goal that has ended.</summary>
/// <param name="Definition">What was set when it ended; later changes do not touch it.</param>
/// <param name="Span">Its days.</param>
/// <param name="ClosesAt">Events received before this instant make its frozen value.</param>
/// <param name="Frozen">The value for ever: the fold of those events, as of the period's end; null until it is closed.</param>
public sealed record GoalPast(GoalDefinition Definition, GoalSpan Span, Instant ClosesAt, GoalValue? Frozen)
{
    /// <summary>What had been reached while it ran, ascending.</summary>
    public ImmutableArray<GoalMilestone> Milestones { get; init; } = [];

    /// <summary>How its status changed while it ran, in order.</summary>
    public ImmutableArray<GoalTurn> Turns { get; init; } = [];

    /// <summary>Whether it is over and its value is to be frozen now.</summary>
    public bool IsToBeClosed(Instant now) => Frozen is null && ClosesAt <= now;

    /// <summary>Reached or missed, by A against T; no verdict where nothing was measured.</summary>
    /// <param name="actual">The frozen value, or the value now while it is not closed.</param>
    public GoalStanding Standing(decimal? actual)
    {
        var whole = Span.End - Span.Start;
        return GoalStanding.Of(Definition, actual, new GoalProgress(whole, whole, 0, Ended: true));
    }
}
