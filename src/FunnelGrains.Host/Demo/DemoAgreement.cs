using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>The demo company's agreement: short promises and teams that never close, so that the board lives whenever it is opened.</summary>
internal static class DemoAgreement
{
    public const string AcceptMql = "accept_mql";
    public const string FirstTouch = "first_touch";
    public const string FiveTouches = "five_touches";
    public const string AnswerRejection = "answer_rejection";

    private const string Calendar = "always";

    /// <summary>Sales' time to accept or reject an MQL.</summary>
    public static Duration AcceptWithin { get; } = Duration.FromMinutes(10);

    /// <summary>Sales' time for the first touch of an accepted lead.</summary>
    public static Duration TouchWithin { get; } = Duration.FromMinutes(5);

    /// <summary>Marketing's time to answer a rejection.</summary>
    public static Duration AnswerWithin { get; } = Duration.FromMinutes(30);

    /// <summary>The agreement.</summary>
    /// <param name="zone">The workspace's IANA zone.</param>
    /// <param name="day">The day on which it is agreed.</param>
    public static Agreement Create(string zone, LocalDate day) => AgreementDefaults.Create(zone) with
    {
        Teams = AgreementDefaults.Teams(Calendar),
        Clauses = Clauses(),
        Calendars = ImmutableSortedDictionary.Create<string, CalendarDefinition>(StringComparer.Ordinal)
            .Add(Calendar, new CalendarDefinition { Zone = zone, Week = WeekHours.EveryDay(OpenHours.WholeDay) }),
        Definitions = DemoDocument.Definitions,
        Roles = DemoDocument.Roles,
        Goals = DemoDocument.Goals(day),
        Meetings = DemoDocument.Meetings(zone),
        TimeScope = DemoDocument.YearOf(day),
    };

    private static ImmutableArray<Clause> Clauses() =>
    [
        new(
            AcceptMql, new("Vendas aceita ou rejeita um MQL em 10 minutos", "Sales accepts or rejects an MQL within 10 minutes"), "sales",
            new StageEntered(["mql"]),
            [new StageEntered(["sal", "sql", "opportunity", "customer"]), new EventHappened(EventType.Rejected.Name(), null)],
            [], Minutes(AcceptWithin), Calendar),
        new(
            FirstTouch, new("Vendas contata um lead aceito em 5 minutos", "Sales touches an accepted lead within 5 minutes"), "sales",
            new StageEntered(["sal"]), [new TouchNumber(1)], [], Minutes(TouchWithin), Calendar),
        new(
            FiveTouches, new("Vendas faz 5 contatos em 7 dias após aceitar", "Sales makes 5 touches within 7 days of accepting"), "sales",
            new StageEntered(["sal"]), [new TouchNumber(5)], [new OtherStageEntered("sal")], new Target(7, TargetUnit.ElapsedDays), Calendar),
        new(
            AnswerRejection, new("Marketing responde a uma rejeição em 30 minutos", "Marketing answers a rejection within 30 minutes"), "marketing",
            new EventHappened(EventType.Rejected.Name(), null), [new EventHappened(EventType.Recycled.Name(), null), new StageEntered(["mql"])],
            [], Minutes(AnswerWithin), Calendar),
    ];

    private static Target Minutes(Duration time) => new((decimal)time.TotalMinutes, TargetUnit.ElapsedMinutes);
}
