using System.Collections.Immutable;
using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>When new leads come: seasons, weekdays and hours.</summary>
internal static class Market
{
    private const double Ordinary = 42;

    // January, February … December: quiet around the holidays and Carnaval, strong before Black Friday and the tax changes of the new year.
    private static readonly ImmutableArray<double> Months = [0.84, 0.86, 1.02, 0.98, 0.99, 0.97, 0.95, 1.04, 1.07, 1.10, 1.14, 0.80];

    // Monday … Sunday.
    private static readonly ImmutableArray<double> Weekdays = [1.08, 1.12, 1.06, 1.02, 0.92, 0.48, 0.40];

    // Share of a day's leads by local hour: a peak before lunch, one after it, and a small one on the sofa.
    private static readonly ImmutableArray<double> Hours =
        [10, 6, 4, 3, 3, 5, 12, 26, 52, 74, 82, 76, 54, 58, 76, 78, 72, 60, 46, 42, 44, 40, 30, 18];

    /// <summary>How many leads a local day brings on average.</summary>
    public static double Mean(LocalDate day) =>
        Ordinary * Months[day.Month - 1] * Weekdays[(int)day.DayOfWeek - 1];

    /// <summary>How many leads the month of a day brings on average.</summary>
    public static double MonthMean(LocalDate day)
    {
        var first = new LocalDate(day.Year, day.Month, 1);
        return Enumerable.Range(0, CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month)).Sum(n => Mean(first.PlusDays(n)));
    }

    /// <summary>How busy an hour is against the day's average, 1 for as much.</summary>
    public static double Busy(LocalDateTime at) => Hours[at.Hour] * 24.0 / Hours.Sum() * Weekdays[(int)at.DayOfWeek - 1];

    /// <summary>The instants, to the second, at which a local day's leads come; in no order.</summary>
    public static IEnumerable<Instant> Arrivals(LocalDate day, Dice dice)
    {
        var count = dice.Arrivals(Mean(day));
        var hours = Enumerable.Range(0, 24).ToArray();
        for (var i = 0; i < count; i++)
        {
            var at = day.At(new LocalTime(dice.Pick(hours, hour => Hours[hour]), dice.Below(60), dice.Below(60)));
            yield return Company.Zone.AtLeniently(at).ToInstant();
        }
    }
}
