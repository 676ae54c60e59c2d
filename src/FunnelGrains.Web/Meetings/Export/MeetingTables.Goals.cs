using FunnelGrains.Web.Goals;
using FunnelGrains.Web.Reading;

namespace FunnelGrains.Web.Meetings.Export;

/// <summary>Goals, broken promises, decisions and notes as tables.</summary>
internal sealed partial class MeetingTables
{
    private ExportTable Goals() => new(
        "goals", T("Metas", "Goals"),
        [
            T("meta", "goal"), T("nome", "name"), T("time", "team"), T("métrica", "metric"), T("moeda", "currency"), T("período", "period"), T("de", "from"), T("até", "to"), T("alvo", "target"),
            T("realizado", "actual"), T("esperado", "expected"), T("ritmo", "pace"), T("diferença", "gap"), T("projeção", "projection"), T("previsão mínima", "forecast low"),
            T("previsão", "forecast"), T("previsão máxima", "forecast high"), T("previsão de", "forecast at"), T("por dia restante", "per day left"), T("dias restantes", "days left"),
            T("violações permitidas", "misses allowed"), T("situação", "status"),
        ],
        [.. figures.Goals.Select(goal => Current(goal, goal.Current))]);

    private object?[] Current(MeetingGoalBody goal, GoalBody now) =>
    [
        now.Id, words.Of(now.Label), now.Team, now.Metric, now.Currency, words.Word(now.Period), now.From, now.To, now.Target, now.Actual, now.Expected,
        now.Pace is { } pace ? new Share(pace) : null, now.Gap, now.Projection, now.Forecast?.Low, now.Forecast?.Mid, now.Forecast?.High, Local(goal.ForecastAt), now.PerDayLeft,
        (long)now.DaysLeft, now.MissesAllowed, words.Word(now.Status),
    ];

    private ExportTable EndedGoals() => new(
        "ended_goals", T("Metas encerradas", "Ended goals"),
        [
            T("meta", "goal"), T("nome", "name"), T("time", "team"), T("de", "from"), T("até", "to"), T("alvo", "target"), T("congelado", "frozen"), T("agora", "now"), T("correção", "correction"),
            T("faltou", "missed by"), T("previsto mínimo", "foretold low"), T("previsto", "foretold"), T("previsto máximo", "foretold high"), T("previsto em", "foretold at"), T("situação", "status"),
        ],
        [
            .. figures.Goals.Where(goal => goal.Last is not null).Select<MeetingGoalBody, object?[]>(goal =>
            [
                goal.Current.Id, words.Of(goal.Current.Label), goal.Current.Team, goal.Last!.From, goal.Last.To, goal.Last.Target, goal.Last.Actual, goal.Last.Now, goal.Last.Correction,
                goal.Last.MissedBy, goal.Foretold?.Low, goal.Foretold?.Mid, goal.Foretold?.High, Local(goal.ForetoldAt), words.Word(goal.Last.Status),
            ]),
        ]);

    private ExportTable BreachGroups() => new(
        "breach_groups", T("Violações por responsável", "Breaches by owner"), [T("cláusula", "clause"), T("time", "team"), T("responsável", "owner"), T("violações", "breaches"), T("abertas", "open")],
        [.. figures.Breaches.Groups.Select<Abstractions.Meetings.BreachGroup, object?[]>(group => [group.Clause, group.Team, group.Owner, (long)group.Count, (long)group.Open])]);

    private ExportTable Breaches() => new(
        "breaches", T("Violações", "Breaches"),
        [
            T("violação", "breach"), T("lead", "lead"), T("cláusula", "clause"), T("vencimento", "due"), T("anunciada", "announced"), T("responsável", "owner"), T("time", "team"), T("estado", "state"),
            T("retirada", "rescinded"),
        ],
        [
            .. figures.Breaches.Listed.Select<BreachBody, object?[]>(breach =>
                [breach.Id, breach.Lead, breach.Clause, Local(breach.Due), Local(breach.AnnouncedAt), breach.Owner, breach.Team, words.Word(breach.State), words.Of(breach.Rescinded)]),
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
