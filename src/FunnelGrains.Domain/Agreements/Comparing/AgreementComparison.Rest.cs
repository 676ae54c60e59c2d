using System.Collections.Immutable;

namespace FunnelGrains.Domain.Agreements.Comparing;

public static partial class AgreementComparison
{
    private static void Rest(Agreement old, Agreement now, ChangeList changes)
    {
        ByWhole("/definitions", "definition", old.Definitions, now.Definitions, entry => entry.Key, entry => entry.Term, "definição", "definition", changes);
        ByWhole("/roles", "role", old.Roles, now.Roles, role => role.Key, role => role.Name, "papel", "role", changes);
        ByWhole("/goals", "goal", old.Goals, now.Goals, goal => goal.Key, goal => goal.Name, "meta", "goal", changes);
        ByWhole("/meetings", "meeting", old.Meetings, now.Meetings, meeting => meeting.Key, meeting => meeting.Name, "reunião", "meeting", changes);
        Part("time_scope.changed", "/timeScope", old.TimeScope, now.TimeScope, "A vigência", "The time scope", changes);
        Part("moves.changed", "/moves", Filled(old.Moves), Filled(now.Moves), "Para onde vão os leads de etapas retiradas", "Where leads of retired stages move", changes);
        if (old.Scope != now.Scope)
            changes.Add(
                "scope.changed", "/scope", ChangeList.Json(old.Scope), ChangeList.Json(now.Scope),
                now.Scope == AgreementScope.OpenClocks ? "Vale também para os relógios já abertos." : "Vale só para relógios novos.",
                now.Scope == AgreementScope.OpenClocks ? "It takes the open clocks too." : "It takes new clocks only.");
    }

    /// <summary>Parts that are told as a whole.</summary>
    private static void ByWhole<T>(
        string list, string kind, ImmutableArray<T>? old, ImmutableArray<T>? now, Func<T, string> key, Func<T, LocalText> name, string pt, string en, ChangeList changes)
        where T : class => ChangeList.ByKey(
        list, old ?? [], now ?? [], key,
        (part, at) => changes.Add($"{kind}.added", at, null, ChangeList.Json(part), $"{Capital(pt)} (nova entrada): {name(part).Pt}.", $"New {en}: {name(part).En}."),
        (part, at) => changes.Add($"{kind}.removed", at, ChangeList.Json(part), null, $"{Capital(pt)} (retirada): {name(part).Pt}.", $"The {en} {name(part).En} is dropped."),
        (before, after, at) =>
        {
            var (was, become) = (ChangeList.Json(before), ChangeList.Json(after));
            if (was != become) changes.Add($"{kind}.changed", at, was, become, $"{Capital(pt)} (mudança): {name(after).Pt}.", $"The {en} {name(after).En} changed.");
        });

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
