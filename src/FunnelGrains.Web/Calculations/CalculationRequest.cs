using System.Text.Json;
using NodaTime;

namespace FunnelGrains.Web.Calculations;

/// <summary>What is to be calculated.</summary>
/// <remarks>Only described by this type; <see cref="CalculationBody"/> reads it.</remarks>
/// <param name="Calendar">An IANA <c>zone</c>, the <c>week</c>'s open hours by day (<c>mon</c> to <c>sun</c>), and <c>exceptions</c> by date; at most 48 intervals a day.</param>
/// <param name="Start">With an offset.</param>
/// <param name="End">With an offset; for the time worked. At most ten years after the start.</param>
/// <param name="TargetSeconds">Open time promised; for the due instant, unless there is a target.</param>
/// <param name="Target"><c>n</c> and <c>unit</c>: <c>business_minutes</c>, <c>business_hours</c>, <c>business_days</c>, <c>elapsed_minutes</c>, <c>elapsed_hours</c>, <c>elapsed_days</c>.</param>
/// <param name="Pauses">Pairs of instants; only their open part counts. They end at most ten years after the start.</param>
internal sealed record CalculationRequest(
    JsonElement Calendar, Instant Start, Instant? End = null, long? TargetSeconds = null, JsonElement? Target = null,
    IReadOnlyList<Instant[]>? Pauses = null);

/// <summary>When it is due.</summary>
/// <param name="Due">The closing instant itself when the time runs out exactly at closing.</param>
internal sealed record DueBody(Instant Due);

/// <summary>How much open time there is.</summary>
/// <param name="Seconds">Open seconds, without pauses.</param>
internal sealed record WorkedBody(double Seconds);

/// <summary>Bodies that are answered as the description says.</summary>
internal static class CalculationExamples
{
    public const string Due = """
        {"calendar": {"zone": "America/Sao_Paulo", "week": {"mon": [["09:00", "12:00"], ["13:00", "18:00"]]}, "exceptions": [{"date": "2026-11-09", "hours": []}]},
         "start": "2026-11-02T11:00:00-03:00", "target": {"n": 9, "unit": "business_hours"}}
        """;

    public const string Worked = """
        {"calendar": {"zone": "America/Sao_Paulo", "week": {"mon": [["09:00", "12:00"], ["13:00", "18:00"]], "tue": [["09:00", "18:00"]]}},
         "start": "2026-11-02T09:00:00-03:00", "end": "2026-11-03T12:00:00-03:00", "pauses": [["2026-11-02T17:00:00-03:00", "2026-11-02T20:00:00-03:00"]]}
        """;
}
