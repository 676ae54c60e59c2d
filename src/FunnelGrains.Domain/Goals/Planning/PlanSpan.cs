using NodaTime;

namespace FunnelGrains.Domain.Goals.Planning;

/// <summary>When the leads of a plan are to come.</summary>
/// <param name="From">First local day.</param>
/// <param name="To">Last local day, inclusive.</param>
/// <param name="Shifted">Whether they are to come before the period itself: becoming a customer takes longer than the period.</param>
public sealed record PlanSpan(LocalDate From, LocalDate To, bool Shifted)
{
    /// <summary>The days of a period, shifted by the median time from lead to customer where that exceeds the period.</summary>
    /// <param name="period">The period in which the customers are to be won.</param>
    /// <param name="median">From a cycle's begin to its win; null where nothing was measured.</param>
    public static PlanSpan Of(GoalSpan period, Duration? median)
    {
        ArgumentNullException.ThrowIfNull(period);
        if (median is not { } time || time <= period.End - period.Start) return new PlanSpan(period.From, period.To, false);
        var days = (int)Math.Ceiling(time.TotalDays);
        return new PlanSpan(period.From.PlusDays(-days), period.To.PlusDays(-days), true);
    }
}
