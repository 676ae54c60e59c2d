using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Web.Reading;

/// <summary>The funnel as the contract shows it.</summary>
internal sealed record FunnelBody(
    string Workspace, string Zone, LocalDate From, LocalDate To, string Epoch, long Version, IEnumerable<StageBody> Stages, long Captured, long Won,
    long Lost, long Rejected, long Anomalies, IEnumerable<Money> Revenue, StatusBody Status, IEnumerable<FunnelByBody> By)
{
    public static FunnelBody Of(FunnelReading reading) => new(
        reading.Workspace, reading.Zone, reading.From, reading.To, reading.Epoch, reading.Version, reading.Stages.Select(StageBody.Of),
        reading.Captured, reading.Won, reading.Lost, reading.Rejected, reading.Anomalies, reading.Revenue,
        new StatusBody(reading.OpenNow, reading.WonNow, reading.LostNow, reading.RejectedNow),
        reading.By.Select(by => new FunnelByBody(by.Value, by.Stages.Select(StageBody.Of), by.Captured, by.Won, by.Revenue)));
}

/// <summary>A stage.</summary>
internal sealed record StageBody(
    string Key, LocalText Name, string Team, long Now, long Entered, long Converted, long Reached, double? Conversion)
{
    public static StageBody Of(StageReading stage) =>
        new(stage.Key, stage.Name, stage.Team, stage.Now, stage.Entered, stage.Converted, stage.Reached, stage.Conversion);
}

/// <summary>How many leads are what, now.</summary>
internal sealed record StatusBody(long Open, long Won, long Lost, long Rejected);

/// <summary>The funnel of one value.</summary>
internal sealed record FunnelByBody(string Value, IEnumerable<StageBody> Stages, long Captured, long Won, IEnumerable<Money> Revenue);
