using System.Collections.Immutable;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Domain.Agreements;

/// <summary>The agreement a workspace begins with: the default funnel and the four default clauses.</summary>
public static class AgreementDefaults
{
    /// <summary>Key of the calendar that a new workspace begins with: Monday to Friday, 9 to 18 with an hour's lunch.</summary>
    public const string Calendar = "business";

    /// <summary>The default agreement, in force from the beginning of time.</summary>
    /// <param name="zone">The workspace's IANA zone.</param>
    public static Agreement Create(string zone) => new(
        1, Instant.FromUnixTimeTicks(0), Teams(Calendar), Stages(), Clauses(Calendar),
        ImmutableSortedDictionary.Create<string, CalendarDefinition>(StringComparer.Ordinal).Add(Calendar, Weekdays(zone)));

    /// <summary>Monday to Friday, 9 to 12 and 13 to 18.</summary>
    public static CalendarDefinition Weekdays(string zone) =>
        new() { Zone = zone, Week = WeekHours.MondayToFriday(new OpenHours(9 * 60, 12 * 60), new OpenHours(13 * 60, 18 * 60)) };

    /// <summary>Marketing and Sales.</summary>
    public static ImmutableArray<Team> Teams(string calendar) =>
    [
        new("marketing", new("Marketing", "Marketing"), calendar),
        new("sales", new("Vendas", "Sales"), calendar),
    ];

    /// <summary>The default funnel and its exits.</summary>
    public static ImmutableArray<Stage> Stages() =>
    [
        new("lead", new("Lead", "Lead"), "marketing", StageKind.Open),
        new("mql", new("Qualificado por Marketing", "Marketing Qualified"), "marketing", StageKind.Open),
        new("sal", new("Aceito por Vendas", "Sales Accepted"), "sales", StageKind.Open),
        new("sql", new("Qualificado por Vendas", "Sales Qualified"), "sales", StageKind.Open),
        new("opportunity", new("Oportunidade", "Opportunity"), "sales", StageKind.Open),
        new("customer", new("Cliente", "Customer"), "sales", StageKind.Won),
        new("rejected", new("Rejeitado", "Rejected"), "sales", StageKind.Rejected),
        new("lost", new("Perdido", "Lost"), "sales", StageKind.Lost),
    ];

    /// <summary>The four default clauses, in a calendar.</summary>
    public static ImmutableArray<Clause> Clauses(string calendar) =>
    [
        new(
            "accept_mql", new("Vendas aceita ou rejeita um MQL em 4 horas úteis", "Sales accepts or rejects an MQL within 4 business hours"), "sales",
            new StageEntered(["mql"]),
            [new StageEntered(["sal", "sql", "opportunity", "customer"]), new EventHappened(EventType.Rejected.Name(), null)],
            [], new Target(4, TargetUnit.BusinessHours), calendar),
        new(
            "first_touch", new("Vendas contata um lead aceito em 1 hora útil", "Sales touches an accepted lead within 1 business hour"), "sales",
            new StageEntered(["sal"]), [new TouchNumber(1)], [], new Target(1, TargetUnit.BusinessHours), calendar),
        new(
            "five_touches",
            new("Vendas faz 5 contatos em 10 dias úteis após aceitar", "Sales makes 5 touches within 10 business days of accepting"), "sales",
            new StageEntered(["sal"]), [new TouchNumber(5)], [new OtherStageEntered("sal")], new Target(10, TargetUnit.BusinessDays), calendar),
        new(
            "answer_rejection",
            new("Marketing responde a uma rejeição em 2 dias úteis", "Marketing answers a rejection within 2 business days"), "marketing",
            new EventHappened(EventType.Rejected.Name(), null), [new EventHappened(EventType.Recycled.Name(), null), new StageEntered(["mql"])],
            [], new Target(2, TargetUnit.BusinessDays), calendar),
    ];
}
