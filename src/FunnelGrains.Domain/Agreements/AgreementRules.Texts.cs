using System.Collections.Immutable;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Goals;

namespace FunnelGrains.Domain.Agreements;

public static partial class AgreementRules
{
    /// <summary>Keys stand once in their list, and in no letters that an address or a count would have to write otherwise.</summary>
    private static void CheckKeys(Agreement agreement, List<FieldError> errors)
    {
        CheckKeys("/teams", [.. Teams(agreement)], errors);
        CheckKeys("/stages", [.. Stages(agreement)], errors);
        CheckKeys("/clauses", [.. agreement.Clauses.Select(clause => clause.Key)], errors);
        CheckKeys("/definitions", [.. (agreement.Definitions ?? []).Select(definition => definition.Key)], errors);
        CheckKeys("/roles", [.. (agreement.Roles ?? []).Select(role => role.Key)], errors);
        CheckKeys("/goals", [.. (agreement.Goals ?? []).Select(goal => goal.Key)], errors);
        CheckKeys("/meetings", [.. (agreement.Meetings ?? []).Select(meeting => meeting.Key)], errors);
        foreach (var key in agreement.Calendars.Keys)
            if (!IsKey(key)) errors.Add(new(FieldError.Below("/calendars", key), NoKey));
    }

    private static string NoKey => $"a key has 1 to {LongestKey} characters of a-z, 0-9, _ and -";

    private static void CheckKeys(string list, ImmutableArray<string> keys, List<FieldError> errors)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < keys.Length; i++)
            if (!IsKey(keys[i])) errors.Add(new(At(list, i, "/key"), NoKey));
            else if (!seen.TryAdd(keys[i], i)) errors.Add(new(At(list, i, "/key"), $"{keys[i]} is the key of {At(list, seen[keys[i]])} too"));
    }

    private static void CheckTexts(Agreement agreement, List<FieldError> errors)
    {
        for (var i = 0; i < (agreement.Definitions ?? []).Length; i++)
        {
            Named(agreement.Definitions!.Value[i].Term, At("/definitions", i, "/term"), errors);
            Text(agreement.Definitions.Value[i].Meaning, At("/definitions", i, "/meaning"), LongestText, errors);
        }

        for (var i = 0; i < (agreement.Roles ?? []).Length; i++)
        {
            Known("team", agreement.Roles!.Value[i].Team, Teams(agreement), At("/roles", i, "/team"), errors);
            Named(agreement.Roles.Value[i].Name, At("/roles", i, "/name"), errors);
            Text(agreement.Roles.Value[i].Duties, At("/roles", i, "/duties"), LongestText, errors);
        }

        for (var i = 0; i < (agreement.Goals ?? []).Length; i++) CheckGoal(agreement.Goals!.Value[i], At("/goals", i), agreement, errors);
        for (var i = 0; i < (agreement.Meetings ?? []).Length; i++) CheckMeeting(agreement.Meetings!.Value[i], At("/meetings", i), errors);
        if (agreement.TimeScope is { Until: { } until } scope && until < scope.From) errors.Add(new("/timeScope/until", "is before the first day"));
    }

    private static void CheckGoal(GoalTemplate template, string at, Agreement agreement, List<FieldError> errors)
    {
        Named(template.Name, at + "/name", errors);
        errors.AddRange(template.Goal.Validate(at + "/goal"));
        Known("team", template.Goal.Team, Teams(agreement), at + "/goal/team", errors);
        if (template.Goal is { Metric: GoalMetric.Entered, Stage: { } stage })
            Known("stage", stage, agreement.Stages.Where(known => known.Kind is StageKind.Open or StageKind.Won).Select(known => known.Key), at + "/goal/stage", errors);
        if (template.Goal is { Metric: GoalMetric.Compliance, Clause: { } clause })
            Known("clause", clause, agreement.Clauses.Select(known => known.Key), at + "/goal/clause", errors);
    }

    private static void CheckMeeting(MeetingRhythm meeting, string at, List<FieldError> errors)
    {
        Named(meeting.Name, at + "/name", errors);
        if (!ZoneDatabase.TryFind(meeting.Zone, out _)) errors.Add(new(at + "/zone", "is not the name of a zone of the tz database, such as America/Sao_Paulo"));
        if (!OpenHours.TryParseTime(meeting.Time, out var minutes) || minutes == OpenHours.EndOfDay) errors.Add(new(at + "/time", "is not a time of day such as 09:30"));
        if (meeting.Every == MeetingEvery.Week && meeting.Week is not null) errors.Add(new(at + "/week", "belongs to a monthly meeting"));
        if (meeting.Every == MeetingEvery.Month && meeting.Week is not (-1 or (>= 1 and <= 4))) errors.Add(new(at + "/week", "is not 1 to 4, nor -1 for the last one of the month"));
    }

    private static void Named(LocalText name, string at, List<FieldError> errors) => Text(name, at, LongestName, errors);

    private static void Text(LocalText text, string at, int longest, List<FieldError> errors)
    {
        foreach (var (said, member) in new[] { (text.Pt, "/pt"), (text.En, "/en") })
            if (string.IsNullOrWhiteSpace(said)) errors.Add(new(at + member, "is empty"));
            else if (said.Length > longest) errors.Add(new(at + member, $"is longer than {longest} characters"));
    }

    private static void Known(string kind, string key, IEnumerable<string> known, string at, List<FieldError> errors)
    {
        if (!known.Contains(key, StringComparer.Ordinal)) errors.Add(new(at, $"there is no {kind} {key} in this agreement"));
    }

    private static void Whole<T>(ImmutableArray<T> items, string at, int most, List<FieldError> errors) where T : class
    {
        if (items.IsDefault) errors.Add(new(at, "is null"));
        else if (items.Length > most) errors.Add(new(at, $"has more than {most} entries"));
        else if (items.IndexOf(null!) is >= 0 and var index) errors.Add(new(At(at, index), "is null"));
    }

    private static void NoNulls(ImmutableSortedDictionary<string, string> map, string at, List<FieldError> errors)
    {
        foreach (var (name, value) in map)
            if (value is null) errors.Add(new(FieldError.Below(at, name), "is null"));
    }

    private static bool IsKey(string key) =>
        key is { Length: >= 1 and <= LongestKey } && key.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-');
}
