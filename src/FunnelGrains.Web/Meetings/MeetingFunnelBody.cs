using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Web.Reading;
using NodaTime;

namespace FunnelGrains.Web.Meetings;

/// <summary>A funnel at a meeting.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Stages">The stages; <c>now</c> is as of the meeting.</param>
/// <param name="Captured">Leads captured.</param>
/// <param name="Won">Wins that still stood at the meeting.</param>
/// <param name="Lost">Losses, likewise.</param>
/// <param name="Rejected">Rejections, likewise.</param>
/// <param name="Revenue">What was won, by currency.</param>
/// <param name="Status">How many leads were what at the meeting.</param>
/// <param name="CohortOpen">Whether cycles that began within it were still open: <c>reached</c> and <c>converted</c> might still grow.</param>
/// <param name="Sources">The same flows for each source, the largest 200; the others are summed as <c>(rest)</c>.</param>
internal sealed record MeetingFunnelBody(
    LocalDate From, LocalDate To, IReadOnlyList<StageBody> Stages, long Captured, long Won, long Lost, long Rejected, IReadOnlyList<Money> Revenue, StatusBody Status,
    bool CohortOpen, IReadOnlyList<FunnelByBody> Sources)
{
    public static MeetingFunnelBody Of(FunnelReading one) => new(
        one.From, one.To, [.. one.Stages.Select(StageBody.Of)], one.Captured, one.Won, one.Lost, one.Rejected, one.Revenue,
        new StatusBody(one.OpenNow, one.WonNow, one.LostNow, one.RejectedNow), one.OpenCycles > 0,
        [.. one.By.Select(by => new FunnelByBody(by.Value, [.. by.Stages.Select(StageBody.Of)], by.Captured, by.Won, by.Revenue))]);
}
