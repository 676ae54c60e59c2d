using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Testing.Leads;

/// <summary>The default agreement with clauses for every kind of trigger, unit and filter, and a calendar of its own for Marketing.</summary>
public static class RichAgreement
{
    private static readonly LocalText Name = new("Promessa", "Promise");

    /// <summary>Its workspace, in São Paulo.</summary>
    public static Workspace Workspace { get; } = new("rich", "America/Sao_Paulo", 4, [Create()]);

    /// <summary>The same with later versions: for new clocks only, for open ones too (one of them never in force), and once more.</summary>
    public static Workspace Versions { get; } = Workspace with { Key = "versions", Agreements = [Create(), .. Later(Create())] };

    private static IEnumerable<Agreement> Later(Agreement first)
    {
        var evenings = first with
        {
            Version = 2,
            InForceFrom = Rows.Monday + Duration.FromHours(26),
            Calendars = first.Calendars.Add("evenings", new CalendarDefinition { Zone = "America/Sao_Paulo", Week = WeekHours.MondayToFriday(new OpenHours(18 * 60, 22 * 60)) }),
        };
        yield return evenings with { Clauses = [.. evenings.Clauses.Select(clause => clause with { Target = Times(clause.Target, 2) })] };
        var open = evenings with { Version = 3, InForceFrom = Rows.Monday + Duration.FromDays(2), Scope = AgreementScope.OpenClocks };
        // Absent, shorter, longer, in other hours, with fewer touches, of another team, with another filter, pausing elsewhere.
        yield return open with
        {
            Clauses =
            [
                .. open.Clauses.Where(clause => clause.Key is not ("second_touch" or "waiting_open")).Select(clause => clause.Key switch
                {
                    "accept_mql" => clause with { Target = new Target(1, TargetUnit.BusinessHours) },
                    "first_touch" => clause with { Target = new Target(3, TargetUnit.BusinessDays), Calendar = "evenings" },
                    "five_touches" => clause with { Stop = [new TouchNumber(2)], Team = "marketing", WarnAt = [new ClauseMoment(Share: 0.1m)] },
                    "fair" => clause with { AppliesTo = Only("score", "hot") },
                    "waiting" => clause with { PauseWhile = new PauseCondition(["mql", "sql"]), Target = new Target(6, TargetUnit.ElapsedHours) },
                    "cold" => clause with { Target = new Target(20, TargetUnit.BusinessMinutes) },
                    _ => clause,
                }),
            ],
        };
        var afternoon = open with { InForceFrom = open.InForceFrom + Duration.FromHours(3) };
        // Never in force: the next takes its place.
        yield return afternoon with { Version = 4, Clauses = [] };
        yield return afternoon with
        {
            Version = 5,
            Clauses = [.. open.Clauses.Where(clause => clause.Key != "hot").Select(clause => clause with { Target = Times(clause.Target, 3) })],
        };
        yield return open with { Version = 6, InForceFrom = Rows.Monday + Duration.FromDays(9) + Duration.FromMinutes(37), Clauses = first.Clauses };
    }

    private static Target Times(Target target, int n) => target.N * n > 4_000 ? target : target with { N = target.N * n };

    private static Agreement Create()
    {
        var defaults = AgreementDefaults.Create("America/Sao_Paulo");
        var marketing = new CalendarDefinition
        {
            Zone = "America/Manaus",
            Week = WeekHours.On([IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Saturday], new OpenHours(8 * 60, 14 * 60)),
            Exceptions = [new DatedHours(new LocalDate(2026, 11, 5), []), new DatedHours(new LocalDate(2026, 11, 8), [new OpenHours(600, 660)])],
        };
        return defaults with
        {
            Calendars = defaults.Calendars.Add("marketing", marketing),
            Teams = [defaults.Teams[0] with { Calendar = "marketing" }, defaults.Teams[1]],
            Clauses = [.. defaults.Clauses, .. Clauses()],
        };
    }

    private static IEnumerable<Clause> Clauses()
    {
        // One event may be both start and stop.
        yield return Of("again", new EventHappened("lead.touched"), [new EventHappened("lead.touched")], new Target(30, TargetUnit.BusinessMinutes));
        yield return Of("recycled_again", new EventHappened("lead.recycled"), [new EventHappened("lead.recycled"), new TouchNumber(1)], new Target(240, TargetUnit.ElapsedMinutes));
        // Filters: one retroactive, one read at the start.
        yield return Of("fair", new StageEntered(["lead", "mql"]), [new TouchNumber(2)], new Target(1, TargetUnit.ElapsedDays)) with { AppliesTo = Only("source", "fair") };
        yield return Of("hot", new LeadAssigned(), [new StageEntered(["sql", "opportunity", "customer"])], new Target(6, TargetUnit.ElapsedHours)) with
        {
            AppliesTo = Only("score", "hot"),
            CancelWhen = [new LeadAssigned()],
        };
        // The amount of a win that came without one.
        yield return Of("amount", new StageEntered(["customer"]), [new EventHappened("deal.won")], new Target(8, TargetUnit.BusinessHours));
        yield return Of("second_touch", new TouchNumber(2), [new StageEntered(["sql", "opportunity"])], new Target(1.5m, TargetUnit.BusinessHours));
        yield return Of("far", new StageEntered(["opportunity"]), [new EventHappened("deal.won")], new Target(6_000, TargetUnit.BusinessHours));
        // Pauses: by stage, by attribute, by both; warnings and steps at every kind of moment.
        yield return Of("waiting", new StageEntered(["mql", "sal"]), [new TouchNumber(1)], new Target(24, TargetUnit.BusinessHours)) with
        {
            PauseWhile = new PauseCondition(["sal", "opportunity"]),
            WarnAt = [new ClauseMoment(Share: 0.5m), new ClauseMoment(Share: 0.8m), new ClauseMoment(BeforeSeconds: 1_800)],
            Escalation =
            [
                new EscalationStep("owner", new ClauseMoment(Share: 1), [new EscalationTarget(EscalationRole.Owner)]),
                new EscalationStep("manager", new ClauseMoment(AfterSeconds: 7_200), [new EscalationTarget(EscalationRole.TeamManager), new EscalationTarget(EscalationRole.Channel, "sales")]),
            ],
        };
        yield return Of("cold", new EventHappened("lead.touched"), [new StageEntered(["sql", "opportunity", "customer"])], new Target(8, TargetUnit.ElapsedHours)) with
        {
            PauseWhile = new PauseCondition(Attributes: Only("score", "cold")),
            WarnAt = [new ClauseMoment(BeforeSeconds: 4 * 86_400)],
            Escalation = [new EscalationStep("at_once", new ClauseMoment(AfterSeconds: 0), [new EscalationTarget(EscalationRole.Owner)])],
            GraceSeconds = 600,
        };
        yield return Of("waiting_open", new StageEntered(["lead", "mql"]), [new StageEntered(["sal", "sql"])], new Target(2, TargetUnit.BusinessDays)) with
        {
            PauseWhile = new PauseCondition(["mql"], Only("score", "hot")),
        };
        yield return Of("price", new EventHappened("deal.lost", Only("reason", "price")), [new EventHappened("lead.touched", Only("outcome", "reached"))], new Target(2, TargetUnit.BusinessDays)) with
        {
            Calendar = "marketing",
            GraceSeconds = 3_600,
        };
    }

    private static Clause Of(string key, Trigger start, ImmutableArray<Trigger> stop, Target target) =>
        new(key, Name, "sales", start, stop, [], target, AgreementDefaults.Calendar);

    private static ImmutableSortedDictionary<string, string> Only(string name, string value) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(name, value);
}
