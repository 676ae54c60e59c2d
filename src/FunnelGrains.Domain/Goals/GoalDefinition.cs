using System.Collections.Immutable;
using Orleans;

namespace FunnelGrains.Domain.Goals;

/// <summary>A team's target for a period that repeats. May be wrong; <see cref="Validate"/> says how.</summary>
/// <param name="Team">Key of the team.</param>
/// <param name="Metric">What is measured.</param>
/// <param name="Period">How long each period runs, in the workspace's zone.</param>
/// <param name="Target">T, more than 0 (0 too for <see cref="GoalKind.Below"/>): a count, an amount in the currency's unit, a share of 1 (compliance) or seconds (first touch).</param>
/// <param name="Kind">What it means to reach the target.</param>
/// <param name="Stage">Key of the stage of <see cref="GoalMetric.Entered"/>; null for the other metrics.</param>
/// <param name="Clause">Key of the clause of <see cref="GoalMetric.Compliance"/>; null for the other metrics.</param>
/// <param name="Filter">One of source, campaign, segment, owner, team to the value it must have; null for all leads.</param>
/// <param name="Currency">ISO 4217 code of <see cref="GoalMetric.Revenue"/>; null for the other metrics.</param>
[GenerateSerializer, Immutable, Alias("fg.goaldefinition")]
public sealed record GoalDefinition(
    string Team, GoalMetric Metric, GoalPeriod Period, decimal Target, GoalKind Kind, string? Stage = null, string? Clause = null,
    ImmutableSortedDictionary<string, string>? Filter = null, string? Currency = null)
{
    /// <summary>Whether the metric gathers over the period, so that there is a value it should have by now.</summary>
    public bool IsPaced => Metric is not (GoalMetric.Compliance or GoalMetric.FirstTouch);

    /// <summary>Whether two definitions say the same.</summary>
    public bool IsSameAs(GoalDefinition other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { Filter = null } == other with { Filter = null }
            && (Filter ?? ImmutableSortedDictionary<string, string>.Empty).SequenceEqual(other.Filter ?? ImmutableSortedDictionary<string, string>.Empty);
    }

    /// <summary>Everything that is wrong with the definition by itself; whether its team, stage and clause exist is the agreement's to say.</summary>
    /// <param name="at">JSON pointer of the definition in the document that holds it.</param>
    public IReadOnlyList<FieldError> Validate(string at = "") => GoalRules.Check(this, at);
}
