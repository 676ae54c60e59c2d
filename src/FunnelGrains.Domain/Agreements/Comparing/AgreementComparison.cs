using System.Collections.Immutable;
using System.Globalization;

namespace FunnelGrains.Domain.Agreements.Comparing;

/// <summary>
/// What changes from one version of an agreement to another, by meaning: parts are matched by their keys, so that moving or rewording a part is told as that, and the order of what
/// has no order is no change.
/// </summary>
public static partial class AgreementComparison
{
    /// <summary>All changes, in the order of the document; empty when both mean the same. Numbers and instants of the versions are not compared.</summary>
    public static ImmutableArray<AgreementChange> Compare(Agreement old, Agreement now)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(now);
        var changes = new ChangeList();
        Teams(old, now, changes);
        Stages(old, now, changes);
        Clauses(old, now, changes);
        Calendars(old, now, changes);
        Rest(old, now, changes);
        return changes.All;
    }

    private static void Teams(Agreement old, Agreement now, ChangeList changes) => ChangeList.ByKey(
        "/teams", old.Teams, now.Teams, team => team.Key,
        (team, at) => changes.Add("team.added", at, null, team.Key, $"Time novo: {team.Name.Pt}.", $"New team: {team.Name.En}."),
        (team, at) => changes.Add("team.removed", at, team.Key, null, $"O time {team.Name.Pt} sai do acordo.", $"The team {team.Name.En} leaves the agreement."),
        (before, after, at) =>
        {
            Renamed("team.renamed", at, before.Name, after.Name, "Time", "Team", changes);
            changes.Changed("team.calendar_changed", at + "/calendar", before.Calendar, after.Calendar, $"Time {after.Name.Pt}, calendário", $"Team {after.Name.En}, calendar");
        });

    private static void Stages(Agreement old, Agreement now, ChangeList changes)
    {
        ChangeList.ByKey(
            "/stages", old.Stages, now.Stages, stage => stage.Key,
            (stage, at) => changes.Add("stage.added", at, null, stage.Key, $"Etapa nova: {stage.Name.Pt}.", $"New stage: {stage.Name.En}."),
            (stage, at) => Retired(stage, at, now, changes),
            (before, after, at) =>
            {
                Renamed("stage.renamed", at, before.Name, after.Name, "Etapa", "Stage", changes);
                changes.Changed("stage.owner_changed", at + "/team", before.Team, after.Team, $"Etapa {after.Name.Pt}, time responsável", $"Stage {after.Name.En}, owning team");
                changes.Changed("stage.kind_changed", at + "/kind", ChangeList.Json(before.Kind), ChangeList.Json(after.Kind), $"Etapa {after.Name.Pt}, tipo", $"Stage {after.Name.En}, kind");
            });
        Moved(old, now, changes);
    }

    private static void Retired(Stage stage, string at, Agreement now, ChangeList changes)
    {
        var to = now.Moves?.GetValueOrDefault(stage.Key);
        changes.Add(
            "stage.retired", at, stage.Key, null,
            to is null ? $"A etapa {stage.Name.Pt} é retirada; os leads nela ficam até mudarem." : $"A etapa {stage.Name.Pt} é retirada; os leads nela vão para {to}.",
            to is null ? $"The stage {stage.Name.En} is retired; its leads stay until they move." : $"The stage {stage.Name.En} is retired; its leads move to {to}.");
    }

    /// <summary>Of the stages in both, those outside the longest run that kept its order were moved: the fewest that can be.</summary>
    private static void Moved(Agreement old, Agreement now, ChangeList changes)
    {
        var before = old.Stages.Select(stage => stage.Key).Where(key => now.Stages.Any(stage => stage.Key == key)).ToList();
        var after = now.Stages.Where(stage => before.Contains(stage.Key, StringComparer.Ordinal)).ToList();
        var kept = LongestRun([.. after.Select(stage => before.IndexOf(stage.Key))]);
        for (var i = 0; i < after.Count; i++)
        {
            if (kept.Contains(i)) continue;
            var (was, place) = (before.IndexOf(after[i].Key) + 1, i + 1);
            changes.Add(
                "stage.moved", AtKey("/stages", now.Stages.IndexOf(after[i])), Number(was), Number(place),
                $"A etapa {after[i].Name.Pt} muda de lugar: era a {Number(was)}ª, agora é a {Number(place)}ª.",
                $"The stage {after[i].Name.En} moves from place {Number(was)} to place {Number(place)}.");
        }
    }

    /// <summary>Places of a longest ascending run.</summary>
    private static HashSet<int> LongestRun(int[] values)
    {
        var (length, previous) = (new int[values.Length], new int[values.Length]);
        var best = -1;
        for (var i = 0; i < values.Length; i++)
        {
            (length[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
                if (values[j] < values[i] && length[j] + 1 > length[i]) (length[i], previous[i]) = (length[j] + 1, j);
            if (best < 0 || length[i] > length[best]) best = i;
        }

        var run = new HashSet<int>();
        for (var i = best; i >= 0; i = previous[i]) run.Add(i);
        return run;
    }

    private static void Renamed(string kind, string at, LocalText old, LocalText now, string pt, string en, ChangeList changes)
    {
        if (old == now) return;
        changes.Add(kind, at + "/name", ChangeList.Json(old), ChangeList.Json(now), $"{pt} com outro nome: {old.Pt} passa a ser {now.Pt}.", $"{en} renamed: {old.En} becomes {now.En}.");
    }

    private static string AtKey(string list, int index) => Documents.AgreementReader.At(list, index);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
