using System.Collections.Immutable;

namespace FunnelGrains.Domain.Goals;

/// <summary>What makes a goal's definition wrong.</summary>
internal static class GoalRules
{
    /// <summary>So that amounts, and what they are multiplied with for pace and projection, stay exact decimals.</summary>
    private const decimal Largest = 1_000_000_000_000m;

    /// <summary>Likewise: a pace divides by the target.</summary>
    private const int Decimals = 6;

    private static readonly ImmutableArray<string> Dimensions = ["source", "campaign", "segment", "owner", "team"];

    internal static List<FieldError> Check(GoalDefinition goal, string at)
    {
        var errors = new List<FieldError>();
        Expect(errors, !string.IsNullOrWhiteSpace(goal.Team), at + "/team", "is required");
        Expect(errors, Enum.IsDefined(goal.Metric), at + "/metric", "is not one of entered, won, revenue, touches, compliance, first_touch");
        Expect(errors, Enum.IsDefined(goal.Period), at + "/period", "is not one of week, month, quarter");
        Expect(errors, Enum.IsDefined(goal.Kind), at + "/kind", "is not one of reach, above, below");
        CheckTarget(goal, at + "/target", errors);
        CheckOwn(goal, GoalMetric.Entered, goal.Stage, at + "/stage", "entered", errors);
        CheckOwn(goal, GoalMetric.Compliance, goal.Clause, at + "/clause", "compliance", errors);
        CheckOwn(goal, GoalMetric.Revenue, goal.Currency, at + "/currency", "revenue", errors);
        if (goal.Currency is { } currency && (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)))
        {
            errors.Add(new(at + "/currency", "is not a currency code of three capital letters, such as BRL"));
        }
        CheckFilter(goal, at + "/filter", errors);
        return errors;
    }

    private static void CheckTarget(GoalDefinition goal, string at, List<FieldError> errors)
    {
        var lowest = goal.Kind == GoalKind.Below;
        Expect(errors, goal.Target > 0 || (lowest && goal.Target == 0), at, lowest ? "is less than 0" : "is not more than 0");
        Expect(errors, goal.Target <= Largest, at, "is more than 1,000,000,000,000");
        Expect(errors, decimal.Round(goal.Target, Decimals) == goal.Target, at, "has more than 6 decimals");
        Expect(errors, goal.Metric != GoalMetric.Compliance || goal.Target <= 1, at, "is more than 1, which is full compliance");
    }

    /// <summary>A member that one metric needs and the others must not have.</summary>
    private static void CheckOwn(GoalDefinition goal, GoalMetric metric, string? value, string at, string name, List<FieldError> errors)
    {
        if (goal.Metric == metric)
        {
            Expect(errors, !string.IsNullOrWhiteSpace(value), at, $"is required for the metric {name}");
        }
        else
        {
            Expect(errors, value is null, at, $"belongs to the metric {name} only");
        }
    }

    /// <summary>Counts are broken down by one dimension at a time, so a goal is too.</summary>
    private static void CheckFilter(GoalDefinition goal, string at, List<FieldError> errors)
    {
        foreach (var (name, value) in goal.Filter ?? ImmutableSortedDictionary<string, string>.Empty)
        {
            Expect(errors, Dimensions.Contains(name), FieldError.Below(at, name), "is not one of " + string.Join(", ", Dimensions));
            Expect(errors, !string.IsNullOrEmpty(value), FieldError.Below(at, name), "is empty");
        }
        Expect(errors, goal.Filter is null or { Count: 1 }, at, "does not name exactly one dimension");
    }

    private static void Expect(List<FieldError> errors, bool holds, string at, string otherwise)
    {
        if (!holds)
        {
            errors.Add(new(at, otherwise));
        }
    }
}
