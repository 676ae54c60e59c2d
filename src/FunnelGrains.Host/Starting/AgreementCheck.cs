using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;

namespace FunnelGrains.Host.Starting;

/// <summary>Whether the parts of an agreement know each other.</summary>
internal static class AgreementCheck
{
    /// <summary>The first thing wrong, in words; null when it can be used.</summary>
    public static string? Problem(Agreement agreement) =>
        Nothing(agreement)
        ?? Twice("team", agreement.Teams.Select(team => team.Key))
        ?? Twice("stage", agreement.Stages.Select(stage => stage.Key))
        ?? Twice("clause", agreement.Clauses.Select(clause => clause.Key))
        ?? (agreement.Version < 1 ? "its version is less than 1" : null)
        ?? (agreement.Stages.Any(stage => stage.Kind == StageKind.Open) ? null : "it has no open stage")
        ?? First(agreement.Teams, team => Unknown($"team {team.Key}", "calendar", team.Calendar, agreement.Calendars.ContainsKey(team.Calendar)))
        ?? First(agreement.Stages, stage => Unknown($"stage {stage.Key}", "team", stage.Team, HasTeam(agreement, stage.Team)))
        ?? First(agreement.Clauses, clause => Problem(clause, agreement))
        ?? First(agreement.Clauses, clause => TooLong(clause, agreement));

    // Of members a reader of JSON sees to it that none is null; of lists it does not.
    private static string? Nothing(Agreement agreement) =>
        Null("teams", agreement.Teams)
        ?? Null("stages", agreement.Stages)
        ?? Null("clauses", agreement.Clauses)
        ?? Null("calendars", agreement.Calendars)
        ?? First(agreement.Clauses, clause =>
            Null($"stop of clause {clause.Key}", clause.Stop)
            ?? Null($"cancelWhen of clause {clause.Key}", clause.CancelWhen)
            ?? Null($"appliesTo of clause {clause.Key}", clause.AppliesTo)
            ?? First(clause.Stop.Concat(clause.CancelWhen).Prepend(clause.Start), trigger => trigger switch
            {
                StageEntered entered => Null($"stages of clause {clause.Key}", entered.Stages),
                EventHappened happened => Null($"where of clause {clause.Key}", happened.Where),
                _ => null,
            }));

    private static string? Null<T>(string list, ImmutableArray<T> items) where T : class =>
        items.IsDefault ? $"its {list} is null" : items.IndexOf(null!) is >= 0 and var index ? string.Create(CultureInfo.InvariantCulture, $"its {list} has null at {index}") : null;

    private static string? Null<T>(string map, ImmutableSortedDictionary<string, T>? items) where T : class =>
        items?.FirstOrDefault(item => item.Value is null).Key is { } key ? $"its {map} has null at {key}" : null;

    private static string? Problem(Clause clause, Agreement agreement) =>
        Unknown($"clause {clause.Key}", "team", clause.Team, HasTeam(agreement, clause.Team))
        ?? Unknown($"clause {clause.Key}", "calendar", clause.Calendar, agreement.Calendars.ContainsKey(clause.Calendar))
        ?? (clause.GraceSeconds < 0 ? $"clause {clause.Key} has a grace below 0" : null)
        ?? (ClauseRules.Validate(clause, [.. agreement.Stages.Select(stage => stage.Key)]) is [var wrong, ..] ? $"{wrong.Pointer} of clause {clause.Key} {wrong.Message}" : null)
        ?? (clause.Stop.IsEmpty ? $"nothing stops clause {clause.Key}" : null)
        ?? First(
            clause.Stop.Concat(clause.CancelWhen).Prepend(clause.Start).SelectMany(Stages),
            stage => Unknown($"clause {clause.Key}", "stage", stage, agreement.Stages.Any(known => known.Key == stage)));

    private static string? TooLong(Clause clause, Agreement agreement) =>
        TargetFit.Check(clause.Target, new BusinessCalendar(agreement.Calendars[clause.Calendar]), agreement.InForceFrom) is [var miss, ..]
            ? $"the target of clause {clause.Key}, {clause.Target}, {miss.Message}"
            : null;

    private static IEnumerable<string> Stages(Trigger trigger) => trigger switch
    {
        StageEntered entered => entered.Stages,
        OtherStageEntered other => [other.Stage],
        _ => [],
    };

    private static bool HasTeam(Agreement agreement, string team) => agreement.Teams.Any(known => known.Key == team);

    private static string? Unknown(string who, string kind, string key, bool known) => known ? null : $"{who} names the {kind} {key}, which it does not have";

    private static string? Twice(string kind, IEnumerable<string> keys) =>
        keys.GroupBy(key => key, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? $"the {kind} {twice.Key} stands there twice"
            : null;

    private static string? First<T>(IEnumerable<T> items, Func<T, string?> problem) => items.Select(problem).FirstOrDefault(found => found is not null);
}
