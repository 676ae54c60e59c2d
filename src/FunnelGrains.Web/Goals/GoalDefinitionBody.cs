using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Web.Ingest;

namespace FunnelGrains.Web.Goals;

/// <summary>A team's target for a period that repeats, as it is set.</summary>
/// <param name="Team">The team's key.</param>
/// <param name="Metric"><c>entered</c>, <c>won</c>, <c>revenue</c>, <c>touches</c>, <c>compliance</c> or <c>first_touch</c>.</param>
/// <param name="Period"><c>week</c>, <c>month</c> or <c>quarter</c>.</param>
/// <param name="Target">More than 0, or 0 for <c>below</c>, at most 10^12, with at most 6 decimals: leads, money, touches, a share from 0 to 1, or seconds.</param>
/// <param name="Kind"><c>reach</c>, <c>above</c> or <c>below</c>.</param>
/// <param name="Stage">The stage's key, for <c>entered</c> and nothing else.</param>
/// <param name="Clause">The clause's key, for <c>compliance</c> and nothing else.</param>
/// <param name="Filter">One of <c>source</c>, <c>campaign</c>, <c>segment</c>, <c>owner</c>, <c>team</c> to the value it must have; absent for all leads.</param>
/// <param name="Currency">ISO 4217, for <c>revenue</c> and nothing else.</param>
internal sealed record GoalDefinitionBody(
    string Team, string Metric, string Period, decimal Target, string Kind, string? Stage = null, string? Clause = null,
    IReadOnlyDictionary<string, string>? Filter = null, string? Currency = null)
{
    private static readonly ImmutableArray<string> Members = ["team", "metric", "stage", "clause", "filter", "period", "target", "kind", "currency"];

    /// <summary>Reads a definition and holds it against the agreement.</summary>
    /// <param name="json">The body; without duplicate members.</param>
    /// <param name="book">The workspace's agreement.</param>
    /// <param name="errors">Gets what is wrong; empty when a definition is returned.</param>
    public static GoalDefinition? Read(JsonElement json, AgreementBook book, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("", "a goal must be a JSON object"));
            return null;
        }

        foreach (var member in json.EnumerateObject())
            if (!Members.Contains(member.Name, StringComparer.Ordinal)) errors.Add(new FieldError(FieldError.Below("", member.Name), "is not a member of a goal"));
        var fields = new EventFields(json, "", errors);
        var team = fields.Text("team", required: true, longest: 200);
        var metric = OneOf<GoalMetric>(fields, "metric");
        var period = OneOf<GoalPeriod>(fields, "period");
        var kind = OneOf<GoalKind>(fields, "kind");
        var target = Number(json, fields, "target");
        var goal = new GoalDefinition(
            team ?? "", metric ?? default, period ?? default, target ?? 1, kind ?? GoalKind.Below, fields.Text("stage", longest: 200),
            fields.Text("clause", longest: 200), FilterOf(json, errors), fields.Text("currency", longest: 200));
        // Which members belong to a metric that could not be read, nobody knows; where the kind could not be, the laxer bound holds.
        if (metric is null) return null;
        errors.AddRange(goal.Validate().Concat(Unknown(goal, book.Latest)).Where(error => errors.TrueForAll(known => known.Pointer != error.Pointer)).ToList());
        return errors.Count == 0 ? goal : null;
    }

    private static IEnumerable<FieldError> Unknown(GoalDefinition goal, CompiledAgreement agreement)
    {
        if (goal.Team.Length > 0 && !agreement.Agreement.Teams.Any(team => team.Key == goal.Team))
            yield return new FieldError("/team", $"is not a team of the agreement: {string.Join(", ", agreement.Agreement.Teams.Select(team => team.Key))}");
        if (goal is { Metric: GoalMetric.Entered, Stage.Length: > 0 } && !agreement.Funnel.Any(stage => stage.Key == goal.Stage))
            yield return new FieldError("/stage", $"is not a stage of the funnel: {string.Join(", ", agreement.Funnel.Select(stage => stage.Key))}");
        if (goal is { Metric: GoalMetric.Compliance, Clause.Length: > 0 } && !agreement.Clauses.Any(clause => clause.Clause.Key == goal.Clause))
            yield return new FieldError("/clause", $"is not a clause of the agreement: {string.Join(", ", agreement.Clauses.Select(clause => clause.Clause.Key))}");
    }

    private static T? OneOf<T>(EventFields fields, string name) where T : struct, Enum
    {
        if (fields.Text(name, required: true) is not { } text) return null;
        foreach (var value in Enum.GetValues<T>())
            if (JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()) == text) return value;
        fields.Add(name, $"is not one of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}");
        return null;
    }

    private static decimal? Number(JsonElement json, EventFields fields, string name)
    {
        if (!fields.Has(name))
        {
            fields.Add(name, "is required");
            return null;
        }

        var value = json.GetProperty(name);
        if (value.ValueKind != JsonValueKind.Number) fields.Add(name, "must be a number");
        else if (value.TryGetDecimal(out var number)) return number;
        else fields.Add(name, "is a number too large");
        return null;
    }

    private static ImmutableSortedDictionary<string, string>? FilterOf(JsonElement json, List<FieldError> errors)
    {
        if (!json.TryGetProperty("filter", out var filter) || filter.ValueKind == JsonValueKind.Null) return null;
        if (filter.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("/filter", "must be an object"));
            return null;
        }

        var fields = new EventFields(filter, "/filter", errors);
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var member in filter.EnumerateObject())
            values[member.Name] = fields.Text(member.Name, required: true, longest: 200) ?? "";
        return values.ToImmutable();
    }
}
