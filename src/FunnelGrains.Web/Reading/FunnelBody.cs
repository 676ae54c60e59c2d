using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Web.Reading;

/// <summary>The funnel of a period.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Zone">Its IANA zone, in whose local days the period is.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Epoch">Changes when the version starts anew.</param>
/// <param name="Version">Grows with every event that is counted.</param>
/// <param name="Stages">The stages in their order.</param>
/// <param name="Captured">Leads captured in the period.</param>
/// <param name="Won">Wins of the period that still stand.</param>
/// <param name="Lost">Losses of the period that still stand.</param>
/// <param name="Rejected">Rejections of the period that still stand.</param>
/// <param name="Anomalies">Events of the period that moved nothing, such as a second win.</param>
/// <param name="Revenue">What was won in the period, by currency; never summed across currencies.</param>
/// <param name="Status">How many leads are what at present, whatever the dates.</param>
/// <param name="By">The same flows for each value of the dimension asked for, the largest 200; the others are summed as <c>(rest)</c>.</param>
/// <param name="OpenCycles">Cycles that began within the period and are still open.</param>
/// <param name="CohortOpen">Whether there are such: <c>reached</c> and <c>converted</c> may still grow.</param>
internal sealed record FunnelBody(
    string Workspace, string Zone, LocalDate From, LocalDate To, string Epoch, long Version, IEnumerable<StageBody> Stages, long Captured, long Won,
    long Lost, long Rejected, long Anomalies, IEnumerable<Money> Revenue, StatusBody Status, IEnumerable<FunnelByBody> By,
    long OpenCycles, bool CohortOpen)
{
    public static FunnelBody Of(FunnelReading reading) => new(
        reading.Workspace, reading.Zone, reading.From, reading.To, reading.Epoch, reading.Version, reading.Stages.Select(StageBody.Of),
        reading.Captured, reading.Won, reading.Lost, reading.Rejected, reading.Anomalies, reading.Revenue,
        new StatusBody(reading.OpenNow, reading.WonNow, reading.LostNow, reading.RejectedNow),
        reading.By.Select(by => new FunnelByBody(by.Value, by.Stages.Select(StageBody.Of), by.Captured, by.Won, by.Revenue)), reading.OpenCycles,
        reading.OpenCycles > 0);
}

/// <summary>A stage of the funnel.</summary>
/// <param name="Key">Its key, never reused.</param>
/// <param name="Name">Its name in each language.</param>
/// <param name="Team">The team that owns it.</param>
/// <param name="Now">Open leads that are in it at present, whatever the dates.</param>
/// <param name="Entered">First entries of it in a cycle, within the period; a skipped stage counts with the one that skipped it.</param>
/// <param name="Converted">Those of them whose cycle later entered the next stage.</param>
/// <param name="Reached">Cycles that began within the period and came so far.</param>
/// <param name="Conversion">Converted ÷ entered; null for no entries and for the last stage.</param>
/// <param name="Throughput">The plain ratio of the period's flows: entries of the next stage ÷ entries of this one; null for no entries and for the last stage.</param>
internal sealed record StageBody(
    string Key, LocalText Name, string Team, long Now, long Entered, long Converted, long Reached, double? Conversion,
    double? Throughput)
{
    public static StageBody Of(StageReading stage) =>
        new(stage.Key, stage.Name, stage.Team, stage.Now, stage.Entered, stage.Converted, stage.Reached, stage.Conversion, stage.Throughput);
}

/// <summary>How many leads are what at present; together they are all that were ever captured.</summary>
/// <param name="Open">In a stage of the funnel.</param>
/// <param name="Won">Won.</param>
/// <param name="Lost">Lost.</param>
/// <param name="Rejected">Refused by Sales, and not recycled since.</param>
internal sealed record StatusBody(long Open, long Won, long Lost, long Rejected);

/// <summary>The funnel of one value of a dimension.</summary>
/// <param name="Value">The value; <c>(other)</c> and <c>(rest)</c> gather what has no place of its own.</param>
/// <param name="Stages">The stages in their order.</param>
/// <param name="Captured">Leads captured in the period.</param>
/// <param name="Won">Wins of the period.</param>
/// <param name="Revenue">What was won, by currency.</param>
internal sealed record FunnelByBody(string Value, IEnumerable<StageBody> Stages, long Captured, long Won, IEnumerable<Money> Revenue);
