using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Domain.Agreements;
using NodaTime.Text;

namespace FunnelGrains.Grains.Meetings;

/// <summary>A funnel as it is stored; its days ISO.</summary>
internal sealed record StoredFunnel(
    string Workspace, string Zone, string From, string To, string Epoch, long Version, List<StoredStage> Stages, long Captured, long Won, long Lost, long Rejected, long Anomalies,
    List<StoredMoney> Revenue, long OpenNow, long WonNow, long LostNow, long RejectedNow, List<StoredSource> Sources, long OpenCycles)
{
    public static StoredFunnel Of(FunnelReading one) => new(
        one.Workspace, one.Zone, LocalDatePattern.Iso.Format(one.From), LocalDatePattern.Iso.Format(one.To), one.Epoch, one.Version, [.. one.Stages.Select(StoredStage.Of)],
        one.Captured, one.Won, one.Lost, one.Rejected, one.Anomalies, StoredMoney.Of(one.Revenue), one.OpenNow, one.WonNow, one.LostNow, one.RejectedNow,
        [.. one.By.Select(StoredSource.Of)], one.OpenCycles);

    public FunnelReading ToFunnel() => new(
        Workspace, Zone, LocalDatePattern.Iso.Parse(From).Value, LocalDatePattern.Iso.Parse(To).Value, Epoch, Version, [.. Stages.Select(stage => stage.ToStage())], Captured, Won,
        Lost, Rejected, Anomalies, StoredMoney.ToMoney(Revenue), OpenNow, WonNow, LostNow, RejectedNow, [.. Sources.Select(source => source.ToSource())], OpenCycles);
}

/// <summary>A stage.</summary>
internal sealed record StoredStage(string Key, StoredText Name, string Team, StageKind Kind, long Now, long Entered, long Converted, long Reached, double? Conversion, double? Throughput)
{
    public static StoredStage Of(StageReading one) =>
        new(one.Key, StoredText.Of(one.Name), one.Team, one.Kind, one.Now, one.Entered, one.Converted, one.Reached, one.Conversion, one.Throughput);

    public StageReading ToStage() => new(Key, Name.ToText(), Team, Kind, Now, Entered, Converted, Reached, Conversion, Throughput);
}

/// <summary>A source.</summary>
internal sealed record StoredSource(string Value, List<StoredStage> Stages, long Captured, long Won, List<StoredMoney> Revenue)
{
    public static StoredSource Of(FunnelByValue one) => new(one.Value, [.. one.Stages.Select(StoredStage.Of)], one.Captured, one.Won, StoredMoney.Of(one.Revenue));

    public FunnelByValue ToSource() => new(Value, [.. Stages.Select(stage => stage.ToStage())], Captured, Won, StoredMoney.ToMoney(Revenue));
}

/// <summary>An amount.</summary>
internal sealed record StoredMoney(string Currency, decimal Amount)
{
    public static List<StoredMoney> Of(IEnumerable<Money> amounts) => [.. amounts.Select(one => new StoredMoney(one.Currency, one.Amount))];

    public static ImmutableArray<Money> ToMoney(IEnumerable<StoredMoney> amounts) => [.. amounts.Select(one => new Money(one.Currency, one.Amount))];
}
