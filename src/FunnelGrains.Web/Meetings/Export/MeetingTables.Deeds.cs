using FunnelGrains.Web.Reading;

namespace FunnelGrains.Web.Meetings.Export;

/// <summary>Broken promises, decisions and notes as tables.</summary>
internal sealed partial class MeetingTables
{
    private ExportTable BreachGroups() => new(
        "breach_groups", T("Violações por responsável", "Breaches by owner"), [T("cláusula", "clause"), T("time", "team"), T("responsável", "owner"), T("violações", "breaches"), T("abertas", "open")],
        [.. figures.Breaches.Groups.Select<BreachGroupBody, object?[]>(group => [group.Clause, group.Team, group.Owner, (long)group.Count, (long)group.Open])]);

    private ExportTable BreachReasons() => new(
        "breach_reasons", T("Motivos das violações", "Reasons of breaches"), [T("cláusula", "clause"), T("motivo", "reason"), T("violações", "breaches")],
        [.. figures.Breaches.Reasons.Select<BreachReasonBody, object?[]>(reason => [reason.Clause, reason.Code, (long)reason.Count])]);

    private ExportTable Breaches() => new(
        "breaches", T("Violações", "Breaches"),
        [
            T("violação", "breach"), T("lead", "lead"), T("cláusula", "clause"), T("vencimento", "due"), T("anunciada", "announced"), T("responsável", "owner"), T("time", "team"), T("estado", "state"),
            T("retirada", "rescinded"), T("assumida por", "taken by"), T("resolvida por", "resolved by"), T("resolvida em", "resolved at"), T("tipo do motivo", "kind of reason"),
            T("motivo", "reason"),
        ],
        [
            .. figures.Breaches.Listed.Select<BreachBody, object?[]>(breach =>
            [
                breach.Id, breach.Lead, breach.Clause, Local(breach.Due), Local(breach.AnnouncedAt), breach.Owner, breach.Team, words.Word(breach.State), words.Of(breach.Rescinded),
                breach.TakenBy, breach.Resolution?.By, Local(breach.Resolution?.At), breach.Resolution?.Code, breach.Resolution?.Reason,
            ]),
        ]);

    private ExportTable Decisions() => new(
        "decisions", T("Decisões", "Decisions"),
        [
            T("reunião", "meeting"), T("número", "number"), T("decisão", "decision"), T("responsável", "owner"), T("prazo", "due"), T("situação", "status"), T("trazida", "carried over"),
            T("criada em", "created at"), T("criada por", "created by"), T("alterada em", "changed at"), T("alterada por", "changed by"),
        ],
        [
            .. meeting.Decisions.Select<DecisionBody, object?[]>(one =>
            [
                one.Meeting, one.Id, one.Text, one.Owner, one.Due, words.Word(one.Status), words.Of(one.Carried), Local(one.CreatedAt), one.CreatedBy, Local(one.ChangedAt), one.ChangedBy,
            ]),
        ]);

    private ExportTable Notes() => new(
        "notes", T("Notas", "Notes"), [T("notas", "notes"), T("alterada em", "changed at"), T("alterada por", "changed by")],
        meeting.Notes is { } notes ? [[notes.Text, Local(notes.ChangedAt), notes.ChangedBy]] : []);
}
