using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>The next version of an agreement by chance: other targets, a clause gone or back, a stage more, one retired, one of another team, other hours.</summary>
internal static class RandomVersions
{
    public static Agreement Next(Random random, AgreementBook book, Instant from)
    {
        var first = book.Versions[0].Agreement;
        return first with
        {
            InForceFrom = from,
            Scope = random.Next(2) == 0 ? AgreementScope.OpenClocks : AgreementScope.NewClocks,
            Clauses = [.. first.Clauses.Where(_ => random.Next(5) > 0).Select(clause => random.Next(2) == 0 ? clause : clause with { Target = new Target(random.Next(1, 90), TargetUnit.ElapsedMinutes) })],
            Stages =
            [
                .. first.Stages.Where(stage => stage.Key != "sql" || random.Next(2) == 0).SelectMany(stage => stage.Key == "sal" && random.Next(2) == 0
                    ? [stage, new Stage("demo", new("Demo", "Demo"), "sales", StageKind.Open)]
                    : new[] { stage with { Team = random.Next(8) == 0 ? "marketing" : stage.Team } }),
            ],
            Calendars = random.Next(3) == 0
                ? first.Calendars.SetItem(AgreementDefaults.Calendar, first.Calendars[AgreementDefaults.Calendar] with { Week = WeekHours.EveryDay(OpenHours.WholeDay) })
                : first.Calendars,
        };
    }
}
