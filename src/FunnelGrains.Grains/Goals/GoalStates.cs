using System.Collections.Immutable;
using FunnelGrains.Domain.Goals;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Grains.Goals;

/// <summary>State of one goal, in plain types: the stored form does not change when the domain's types do.</summary>
internal sealed class TeamGoalState
{
    /// <summary>What is set; null where there is no goal.</summary>
    public StoredGoal? Definition { get; set; }

    /// <summary>First day of the period that ran when this was written, ISO.</summary>
    public string Since { get; set; } = "";

    /// <summary>The periods that had ended by then, ascending.</summary>
    public List<StoredPeriod> Past { get; set; } = [];

    /// <summary>What is set from the next period on; null where that is the same.</summary>
    public StoredGoal? Next { get; set; }

    /// <summary>What was reached in that period.</summary>
    public List<StoredMilestone> Milestones { get; set; } = [];

    /// <summary>How its status changed.</summary>
    public List<StoredTurn> Turns { get; set; } = [];

    /// <summary>The state of a goal.</summary>
    public static TeamGoalState Of(GoalRecord goal) => new()
    {
        Definition = StoredGoal.Of(goal.Definition),
        Since = LocalDatePattern.Iso.Format(goal.Current.From),
        Past = [.. goal.Past.Select(StoredPeriod.Of)],
        Next = goal.Next is { } next ? StoredGoal.Of(next) : null,
        Milestones = [.. goal.Milestones.Select(StoredMilestone.Of)],
        Turns = [.. goal.Turns.Select(StoredTurn.Of)],
    };

    /// <summary>The goal; null where there is none.</summary>
    public GoalRecord? ToGoal(DateTimeZone zone) => Definition?.ToGoal() is not { } definition ? null
        : new GoalRecord(definition, SpanOf(definition, Since, zone), [.. Past.Select(period => period.ToPast(zone))])
        {
            Next = Next?.ToGoal(),
            Milestones = [.. Milestones.Select(milestone => milestone.ToMilestone())],
            Turns = [.. Turns.Select(turn => turn.ToTurn())],
        };

    /// <summary>The period that begins on a stored day.</summary>
    public static GoalSpan SpanOf(GoalDefinition goal, string from, DateTimeZone zone) =>
        GoalSpan.Of(goal.Period, LocalDatePattern.Iso.Parse(from).Value, zone);
}

/// <summary>A goal's definition as it is stored.</summary>
internal sealed class StoredGoal
{
    public string Team { get; set; } = "";

    public GoalMetric Metric { get; set; }

    public GoalPeriod Period { get; set; }

    public decimal Target { get; set; }

    public GoalKind Kind { get; set; }

    public string? Stage { get; set; }

    public string? Clause { get; set; }

    public Dictionary<string, string>? Filter { get; set; }

    public string? Currency { get; set; }

    public static StoredGoal Of(GoalDefinition goal) => new()
    {
        Team = goal.Team,
        Metric = goal.Metric,
        Period = goal.Period,
        Target = goal.Target,
        Kind = goal.Kind,
        Stage = goal.Stage,
        Clause = goal.Clause,
        Filter = goal.Filter is null ? null : new Dictionary<string, string>(goal.Filter, StringComparer.Ordinal),
        Currency = goal.Currency,
    };

    public GoalDefinition ToGoal() => new(
        Team, Metric, Period, Target, Kind, Stage, Clause, Filter?.ToImmutableSortedDictionary(StringComparer.Ordinal), Currency);
}

/// <summary>A period that ended, as it is stored.</summary>
internal sealed class StoredPeriod
{
    public StoredGoal Definition { get; set; } = new();

    /// <summary>Its first day, ISO.</summary>
    public string From { get; set; } = "";

    /// <summary>Unix milliseconds.</summary>
    public long ClosesAt { get; set; }

    /// <summary>Null while it is not closed.</summary>
    public StoredValue? Frozen { get; set; }

    public List<StoredMilestone> Milestones { get; set; } = [];

    public List<StoredTurn> Turns { get; set; } = [];

    public static StoredPeriod Of(GoalPast past) => new()
    {
        Definition = StoredGoal.Of(past.Definition),
        From = LocalDatePattern.Iso.Format(past.Span.From),
        ClosesAt = past.ClosesAt.ToUnixTimeMilliseconds(),
        Frozen = past.Frozen is { } value ? new StoredValue { Actual = value.Actual, Met = value.Met, Breached = value.Breached, Open = value.Open } : null,
        Milestones = [.. past.Milestones.Select(StoredMilestone.Of)],
        Turns = [.. past.Turns.Select(StoredTurn.Of)],
    };

    public GoalPast ToPast(DateTimeZone zone)
    {
        var definition = Definition.ToGoal();
        return new GoalPast(
            definition, TeamGoalState.SpanOf(definition, From, zone), Instant.FromUnixTimeMilliseconds(ClosesAt),
            Frozen is { } value ? new GoalValue(value.Actual, value.Met, value.Breached, value.Open) : null)
        {
            Milestones = [.. Milestones.Select(milestone => milestone.ToMilestone())],
            Turns = [.. Turns.Select(turn => turn.ToTurn())],
        };
    }
}

/// <summary>A frozen value, as it is stored.</summary>
internal sealed class StoredValue
{
    public decimal? Actual { get; set; }

    public long Met { get; set; }

    public long Breached { get; set; }

    public long Open { get; set; }
}

/// <summary>A milestone, as it is stored.</summary>
internal sealed class StoredMilestone
{
    public int Percent { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long At { get; set; }

    public static StoredMilestone Of(GoalMilestone milestone) => new() { Percent = milestone.Percent, At = milestone.At.ToUnixTimeMilliseconds() };

    public GoalMilestone ToMilestone() => new(Percent, Instant.FromUnixTimeMilliseconds(At));
}

/// <summary>A change of status, as it is stored.</summary>
internal sealed class StoredTurn
{
    public GoalStatus Status { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long At { get; set; }

    public static StoredTurn Of(GoalTurn turn) => new() { Status = turn.Status, At = turn.At.ToUnixTimeMilliseconds() };

    public GoalTurn ToTurn() => new(Status, Instant.FromUnixTimeMilliseconds(At));
}

/// <summary>State of a workspace's book of goals.</summary>
internal sealed class GoalBookState
{
    public List<string> Ids { get; set; } = [];
}
