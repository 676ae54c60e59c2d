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
