using System.Collections.Immutable;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;

namespace FunnelGrains.Domain.Agreements;

/// <summary>What makes an agreement wrong, by JSON pointer: parts that do not know each other, keys that stand there twice, what is empty or out of bounds.</summary>
public static partial class AgreementRules
{
    private const int LongestKey = 60, LongestName = 300, LongestText = 10_000;
    private const int MostTeams = 10, MostStages = 50, MostClauses = 100, MostCalendars = 50, MostOther = 200;
    private const int LongestGrace = 86_400;

    /// <summary>Everything that is wrong with the agreement by itself; empty when it can be folded by.</summary>
    public static IReadOnlyList<FieldError> Check(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        var errors = new List<FieldError>();
        CheckWhole(agreement, errors);
        if (errors.Count > 0) return errors;
        CheckKeys(agreement, errors);
        foreach (var (key, calendar) in agreement.Calendars) errors.AddRange(calendar.Holidays?.Validate(FieldError.Below("/calendars", key) + "/holidays") ?? []);
        CheckTeams(agreement, errors);
        CheckStages(agreement, errors);
        CheckClauses(agreement, errors);
        CheckTexts(agreement, errors);
        return errors;
    }

    /// <summary>Lists that are absent, and nulls in them: a reader of JSON lets both pass.</summary>
    private static void CheckWhole(Agreement agreement, List<FieldError> errors)
    {
        Whole(agreement.Teams, "/teams", MostTeams, errors);
        Whole(agreement.Stages, "/stages", MostStages, errors);
        Whole(agreement.Clauses, "/clauses", MostClauses, errors);
        Whole(agreement.Definitions ?? [], "/definitions", MostOther, errors);
        Whole(agreement.Roles ?? [], "/roles", MostOther, errors);
        Whole(agreement.Goals ?? [], "/goals", MostOther, errors);
        Whole(agreement.Meetings ?? [], "/meetings", MostOther, errors);
        if (agreement.Calendars.Count > MostCalendars) errors.Add(new("/calendars", $"has more than {MostCalendars} calendars"));
        foreach (var (key, calendar) in agreement.Calendars)
            if (calendar is null) errors.Add(new(FieldError.Below("/calendars", key), "is null"));
        if (errors.Count > 0) return;
        for (var i = 0; i < agreement.Clauses.Length; i++) CheckWhole(agreement.Clauses[i], At("/clauses", i), errors);
    }

    private static void CheckWhole(Clause clause, string at, List<FieldError> errors)
    {
        Whole(clause.Stop, at + "/stop", MostOther, errors);
        Whole(clause.CancelWhen, at + "/cancelWhen", MostOther, errors);
        if (errors.Count > 0) return;
        foreach (var (trigger, pointer) in Triggers(clause, at))
            if (trigger is StageEntered entered) Whole(entered.Stages, pointer + "/stages", MostStages, errors);
            else if (trigger is EventHappened { Where: { } where }) NoNulls(where, pointer + "/where", errors);
        if (clause.AppliesTo is { } filter) NoNulls(filter, at + "/appliesTo", errors);
    }

    private static void CheckTeams(Agreement agreement, List<FieldError> errors)
    {
        if (agreement.Teams.Length < 2) errors.Add(new("/teams", "has fewer than two teams: an agreement is between two"));
        for (var i = 0; i < agreement.Teams.Length; i++)
        {
            Named(agreement.Teams[i].Name, At("/teams", i, "/name"), errors);
            Known("calendar", agreement.Teams[i].Calendar, agreement.Calendars.Keys, At("/teams", i, "/calendar"), errors);
        }
    }

    private static void CheckStages(Agreement agreement, List<FieldError> errors)
    {
        for (var i = 0; i < agreement.Stages.Length; i++)
        {
            Named(agreement.Stages[i].Name, At("/stages", i, "/name"), errors);
            Known("team", agreement.Stages[i].Team, Teams(agreement), At("/stages", i, "/team"), errors);
        }

        var funnel = agreement.Stages.Where(stage => stage.Kind is StageKind.Open or StageKind.Won).ToList();
        if (funnel.FirstOrDefault() is not { Kind: StageKind.Open }) errors.Add(new("/stages", "has no open stage, or a won one before it: leads begin in the first"));
        if (funnel.TrueForAll(stage => stage.Kind != StageKind.Won)) errors.Add(new("/stages", "has no won stage: a deal that is won enters it"));
        foreach (var (from, to) in agreement.Moves ?? ImmutableSortedDictionary<string, string>.Empty)
        {
            var pointer = FieldError.Below("/moves", from);
            if (agreement.Stages.Any(stage => stage.Key == from)) errors.Add(new(pointer, $"the stage {from} is still there: leads move only out of a stage that is retired"));
            if (!agreement.Stages.Any(stage => stage.Key == to && stage.Kind == StageKind.Open)) errors.Add(new(pointer, $"{to} is not an open stage of this agreement"));
        }
    }

    private static void CheckClauses(Agreement agreement, List<FieldError> errors)
    {
        for (var i = 0; i < agreement.Clauses.Length; i++)
        {
            var (clause, at) = (agreement.Clauses[i], At("/clauses", i));
            Named(clause.Name, at + "/name", errors);
            Known("team", clause.Team, Teams(agreement), at + "/team", errors);
            Known("calendar", clause.Calendar, agreement.Calendars.Keys, at + "/calendar", errors);
            errors.AddRange(clause.Target.Validate(at + "/target"));
            if (clause.GraceSeconds is < 0 or > LongestGrace) errors.Add(new(at + "/graceSeconds", $"is not within 0 and {LongestGrace}"));
            errors.AddRange(ClauseRules.Validate(clause, [.. Stages(agreement)], at));
            if (clause.Stop.IsEmpty) errors.Add(new(at + "/stop", "is empty: nothing would stop a clock"));
            foreach (var (trigger, pointer) in Triggers(clause, at)) CheckTrigger(trigger, pointer, agreement, errors);
        }
    }

    private static void CheckTrigger(Trigger trigger, string at, Agreement agreement, List<FieldError> errors)
    {
        switch (trigger)
        {
            case StageEntered { Stages.IsEmpty: true }:
                errors.Add(new(at + "/stages", "is empty"));
                break;
            case StageEntered entered:
                for (var i = 0; i < entered.Stages.Length; i++) Known("stage", entered.Stages[i], Stages(agreement), At(at + "/stages", i), errors);
                break;
            case OtherStageEntered other:
                Known("stage", other.Stage, Stages(agreement), at + "/stage", errors);
                break;
            case EventHappened happened when !EventTypes.TryParse(happened.Type, out var type) || !type.IsPostable():
                errors.Add(new(at + "/type", $"is not one of {string.Join(", ", EventTypes.Postable.Select(known => known.Name()))}"));
                break;
            case TouchNumber { N: < 1 or > 1_000 }:
                errors.Add(new(at + "/n", "is not within 1 and 1000"));
                break;
            default:
                break;
        }
    }

    private static IEnumerable<(Trigger Trigger, string At)> Triggers(Clause clause, string at) => clause.Stop.Select((trigger, i) => (trigger, At(at + "/stop", i)))
        .Concat(clause.CancelWhen.Select((trigger, i) => (trigger, At(at + "/cancelWhen", i)))).Prepend((clause.Start, at + "/start"));

    private static IEnumerable<string> Teams(Agreement agreement) => agreement.Teams.Select(team => team.Key);

    private static IEnumerable<string> Stages(Agreement agreement) => agreement.Stages.Select(stage => stage.Key);

    private static string At(string list, int index, string member = "") => Documents.AgreementReader.At(list, index, member);
}
