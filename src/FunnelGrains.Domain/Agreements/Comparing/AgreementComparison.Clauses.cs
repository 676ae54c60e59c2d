using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Domain.Sla;

namespace FunnelGrains.Domain.Agreements.Comparing;

public static partial class AgreementComparison
{
    private static void Clauses(Agreement old, Agreement now, ChangeList changes) => ChangeList.ByKey(
        "/clauses", old.Clauses, now.Clauses, clause => clause.Key,
        (clause, at) => changes.Add("clause.added", at, null, clause.Key, $"Cláusula nova: {clause.Name.Pt}.", $"New clause: {clause.Name.En}."),
        (clause, at) => changes.Add("clause.removed", at, clause.Key, null, $"A cláusula \"{clause.Name.Pt}\" deixa de valer.", $"The clause \"{clause.Name.En}\" is dropped."),
        (before, after, at) => ClauseChanged(before, after, at, changes));

    private static void ClauseChanged(Clause old, Clause now, string at, ChangeList changes)
    {
        var (pt, en) = ($"Cláusula \"{now.Name.Pt}\"", $"Clause \"{now.Name.En}\"");
        Renamed("clause.renamed", at, old.Name, now.Name, "Cláusula", "Clause", changes);
        changes.Changed("clause.team_changed", at + "/team", old.Team, now.Team, pt + ", time", en + ", team");
        if (old.Target != now.Target)
            changes.Add(
                "clause.target_changed", at + "/target", old.Target.ToString(), now.Target.ToString(),
                $"{pt}: o prazo passa de {Pt(old.Target)} para {Pt(now.Target)}.", $"{en}: the target changes from {En(old.Target)} to {En(now.Target)}.");
        Part("clause.start_changed", at + "/start", Plain(old.Start), Plain(now.Start), pt + ": o que inicia o relógio", en + ": what starts the clock", changes);
        Set("clause.stop_changed", at + "/stop", old.Stop.Select(Plain), now.Stop.Select(Plain), pt + ": o que cumpre a promessa", en + ": what keeps the promise", changes);
        Set("clause.cancel_changed", at + "/cancelWhen", old.CancelWhen.Select(Plain), now.CancelWhen.Select(Plain), pt + ": o que cancela o relógio", en + ": what cancels the clock", changes);
        changes.Changed("clause.calendar_changed", at + "/calendar", old.Calendar, now.Calendar, pt + ", calendário", en + ", calendar");
        Part("clause.filter_changed", at + "/appliesTo", Filled(old.AppliesTo), Filled(now.AppliesTo), pt + ": a quais leads se aplica", en + ": which leads it applies to", changes);
        changes.Changed("clause.grace_changed", at + "/graceSeconds", Number(old.GraceSeconds), Number(now.GraceSeconds), pt + ", tolerância do aviso em segundos", en + ", grace of the announcement in seconds");
        Part("clause.pause_changed", at + "/pauseWhile", Plain(old.PauseWhile), Plain(now.PauseWhile), pt + ": quando o relógio para", en + ": when the clock stands still", changes);
        Set("clause.warnings_changed", at + "/warnAt", old.WarnAt ?? [], now.WarnAt ?? [], pt + ": quando se avisa", en + ": when it warns", changes);
        Set("clause.escalation_changed", at + "/escalation", old.Escalation ?? [], now.Escalation ?? [], pt + ": os passos de escalonamento", en + ": the steps of the escalation", changes);
    }

    /// <summary>Null for a map that says nothing.</summary>
    private static ImmutableSortedDictionary<string, string>? Filled(ImmutableSortedDictionary<string, string>? map) => map is { IsEmpty: false } ? map : null;

    private static void Part<T>(string kind, string at, T? old, T? now, string pt, string en, ChangeList changes)
    {
        var (was, become) = (ChangeList.Json(old), ChangeList.Json(now));
        if (was != become) changes.Add(kind, at, was, become, pt + " mudou.", en + " changed.");
    }

    /// <summary>A trigger without what means nothing: the order of its stages, a filter that is empty.</summary>
    private static Trigger Plain(Trigger trigger) => trigger switch
    {
        StageEntered entered => new StageEntered([.. entered.Stages.Order(StringComparer.Ordinal)]),
        EventHappened happened => happened with { Where = Filled(happened.Where) },
        _ => trigger,
    };

    private static PauseCondition? Plain(PauseCondition? pause) => pause is null ? null
        : new PauseCondition(pause.Stages is { } stages ? [.. stages.Order(StringComparer.Ordinal)] : null, Filled(pause.Attributes));

    /// <summary>The order of such a list means nothing.</summary>
    private static void Set<T>(string kind, string at, IEnumerable<T> old, IEnumerable<T> now, string pt, string en, ChangeList changes)
    {
        var was = old.Select(ChangeList.Json).Order(StringComparer.Ordinal).ToList();
        var become = now.Select(ChangeList.Json).Order(StringComparer.Ordinal).ToList();
        if (!was.SequenceEqual(become)) changes.Add(kind, at, $"[{string.Join(',', was)}]", $"[{string.Join(',', become)}]", pt + " mudou.", en + " changed.");
    }

    private static string Pt(Target target) => Said(target, target.Unit switch
    {
        TargetUnit.BusinessMinutes => ("minuto útil", "minutos úteis"),
        TargetUnit.BusinessHours => ("hora útil", "horas úteis"),
        TargetUnit.BusinessDays => ("dia útil", "dias úteis"),
        TargetUnit.ElapsedMinutes => ("minuto corrido", "minutos corridos"),
        TargetUnit.ElapsedHours => ("hora corrida", "horas corridas"),
        _ => ("dia corrido", "dias corridos"),
    });

    private static string En(Target target) => Said(target, target.Unit switch
    {
        TargetUnit.BusinessMinutes => ("business minute", "business minutes"),
        TargetUnit.BusinessHours => ("business hour", "business hours"),
        TargetUnit.BusinessDays => ("business day", "business days"),
        TargetUnit.ElapsedMinutes => ("elapsed minute", "elapsed minutes"),
        TargetUnit.ElapsedHours => ("elapsed hour", "elapsed hours"),
        _ => ("elapsed day", "elapsed days"),
    });

    private static string Said(Target target, (string One, string Many) unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{target.N:0.####} {(target.N == 1 ? unit.One : unit.Many)}");
}
