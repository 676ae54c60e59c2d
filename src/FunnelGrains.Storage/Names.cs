using FunnelGrains.Domain.Desk;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;

namespace FunnelGrains.Storage;

/// <summary>Enumerations as the tables spell them: snake case, for people and BI tools.</summary>
internal static class Names
{
    private static readonly string[] Dimensions = ["all", "source", "campaign", "segment", "owner", "team"];
    private static readonly string[] Statuses = ["open", "won", "lost", "rejected"];
    private static readonly string[] ClockStates = ["running", "paused", "met", "breached", "met_late", "cancelled"];

    private static readonly string[] DeskDeedKinds = ["taken", "released", "noted", "resolved"];

    private static readonly string[] Measures =
    [
        "captured", "status", "now", "entered", "converted", "reached", "cohort_open", "won", "lost", "rejected", "revenue", "anomalies",
        "touches", "first_touch", "stay_elapsed", "stay_business", "clause_met", "clause_breached", "clause_running", "breaches_open",
    ];

    public static string Of(Dimension dimension) => Dimensions[(int)dimension];

    public static string Of(Measure measure) => Measures[(int)measure];

    public static string Of(LeadStatus status) => Statuses[(int)status];

    public static string Of(ClockState state) => ClockStates[(int)state];

    public static string Of(DeskDeedKind kind) => DeskDeedKinds[(int)kind];

    public static DeskDeedKind DeskDeedKindOf(string name) => (DeskDeedKind)Index(DeskDeedKinds, name);

    public static Dimension DimensionOf(string name) => (Dimension)Index(Dimensions, name);

    public static Measure MeasureOf(string name) => (Measure)Index(Measures, name);

    public static LeadStatus StatusOf(string name) => (LeadStatus)Index(Statuses, name);

    public static ClockState ClockStateOf(string name) => (ClockState)Index(ClockStates, name);

    private static int Index(string[] names, string name)
    {
        var at = Array.IndexOf(names, name);
        return at >= 0 ? at : throw new FormatException($"{name} is not one of {string.Join(", ", names)}");
    }
}
