using FunnelGrains.Abstractions.Boards;
using NodaTime;

namespace FunnelGrains.Web.Reading;

/// <summary>The flows of a period, part by part.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Points">Its parts in their order.</param>
internal sealed record TrendBody(LocalDate From, LocalDate To, IEnumerable<TrendPointBody> Points)
{
    public static TrendBody Of(FunnelTrend trend) => new(trend.From, trend.To, trend.Points.Select(point => new TrendPointBody(
        point.From, point.To, point.Stages.Select(stage => new TrendStageBody(stage.Key, stage.Entered, stage.Converted)), point.Captured, point.Won, point.Lost, point.Rejected, point.Revenue)));
}

/// <summary>A part of a trend.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Stages">The stages in their order.</param>
/// <param name="Captured">Leads captured.</param>
/// <param name="Won">Wins that still stand.</param>
/// <param name="Lost">Losses that still stand.</param>
/// <param name="Rejected">Rejections that still stand.</param>
/// <param name="Revenue">What was won, by currency.</param>
internal sealed record TrendPointBody(
    LocalDate From, LocalDate To, IEnumerable<TrendStageBody> Stages, long Captured, long Won, long Lost, long Rejected, IEnumerable<Money> Revenue);

/// <summary>A stage in a part of a trend.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Entered">First entries of it in a cycle.</param>
/// <param name="Converted">Those of them whose cycle later entered the next stage.</param>
internal sealed record TrendStageBody(string Key, long Entered, long Converted);
