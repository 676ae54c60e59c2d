using FunnelGrains.Web.Goals;

namespace FunnelGrains.Web.Meetings.Export;

/// <summary>Goals as tables.</summary>
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
}
