using System.Collections.Immutable;
using FunnelGrains.Abstractions.Access;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Host.Tests.Upgrading;

/// <summary>Messages as nodes send them to each other, made up, with something in every member.</summary>
internal static class WireSamples
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 2, 12, 0) + Duration.FromMilliseconds(123);

    private static readonly LeadAttributes Attributes = new(
        "feira", "evento", "primavera", "indústria", 12.3456m, "BRL", ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("score", "17"));

    private static readonly ClockView Clock = new("accept_mql", "e1", 2, ClockState.MetLate, At, At, At, "ana", "sales", true, Duration.FromMinutes(7));
    private static readonly WarningView Warning = new("wn_1", "accept_mql", "e1", 2, "share:0.75", "boss", At, At, "ana", "sales");
    private static readonly BreachView Breach = new("b1", "accept_mql", "e1", 2, At, At, "ana", "sales", ClockState.Breached, true, true);
    private static readonly CellChange Change = new(new Cell(Measure.Revenue, 20_759, "BRL", Dimension.Source, "feira"), -5);

    /// <summary>A name for each, and it.</summary>
    public static IEnumerable<(string Name, object Message)> All()
    {
        EventData[] said =
        [
            new Captured(Attributes), new StageChanged("mql", "veio"), new Rejected("não"), new Recycled("volta", "mql"), new Assigned("ana", "sales"),
            new Touched("whatsapp", "👍", true), new Updated(Attributes), new DealWon(99.99m, "USD"), new DealLost("preço"),
            new SlaBreached("accept_mql", "e1", 2, At, "ana", "sales"), new SlaWarned("accept_mql", "e1", 2, "share:0.75", "boss", At, At, "ana", "sales"), new EventQuarantined(3, "because"), new ShardOpened("silo"), new Unreadable("lead.sneezed", "{}"),
        ];
        foreach (var data in said)
            yield return ($"row of {data.GetType().Name}", new JournalRow(7, "L-1", new LeadEvent("e7", EventType.StageChanged, At, At, "key:crm", "ana", data), OtherValues.Campaign, "{}"));
        yield return ("incoming event", new IncomingEvent("L-1", "e1", EventType.DealWon, At, true, "ana", new StageChanged("mql", null), "{}"));
        yield return ("answer to a post", new PostAnswer([new EventOutcome(OutcomeStatus.Refused, "/data/stage", "unknown")], TimeSpan.FromSeconds(3), true));
        yield return ("workspace", new Workspace("acme", "America/Sao_Paulo", 4, [AgreementDefaults.Create("America/Sao_Paulo")], 500));
        yield return ("partial", new ShardPartial(
            3, 11, 12, 13, 14, [Change], [new LeadClock("L-1", Clock)], [new LeadBreach("L-2", Breach)], [new Win("e9", "ana", "sales", 10.5m, "BRL", At)], At,
            [new LeadBreach("L-3", Breach)], [new LeadWarning("L-4", Warning)]));
        yield return ("lead", new LeadView("L-1", LeadStatus.Won, "customer", 2, "ana", "sales", "feira", "primavera", "indústria", At, At, At, 9, [Clock], [Breach]));
        yield return ("key", new ApiKey("0123456789", [1, 2, 255], "acme", "crm", ["ingest", "read"], At));
        yield return ("goal", new GoalDefinition("sales", GoalMetric.Revenue, GoalPeriod.Quarter, 50_000.25m, GoalKind.Below, "mql", "accept_mql",
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("source", "feira"), "BRL"));
        yield return ("value of a goal", new GoalValue(1.5m, 2, 3, 4));
    }
}
