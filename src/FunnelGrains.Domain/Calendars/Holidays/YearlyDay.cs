using NodaTime;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>The local date of a holiday in a year.</summary>
internal delegate LocalDate YearlyDay(int year);

/// <summary>The ways in which laws name a day.</summary>
internal static class YearlyDays
{
    /// <summary>The same day of every year.</summary>
    internal static YearlyDay On(int month, int day) => year => new LocalDate(year, month, day);

    /// <summary>Days after Easter Sunday; negative before.</summary>
    internal static YearlyDay Easter(int days) => year => EasterSunday.Of(year).PlusDays(days);

    /// <summary>The Nth such weekday of a month, from 1.</summary>
    internal static YearlyDay Nth(int n, IsoDayOfWeek weekday, int month) => year => OnOrAfter(new LocalDate(year, month, 1), weekday).PlusWeeks(n - 1);

    /// <summary>The last such weekday of a month.</summary>
    internal static YearlyDay Last(IsoDayOfWeek weekday, int month) =>
        year => new LocalDate(year, month, 1).PlusMonths(1).Previous(weekday);

    /// <summary>The day, moved as the law says for the weekday on which it falls.</summary>
    internal static YearlyDay Moved(this YearlyDay day, Func<LocalDate, LocalDate> move) => year => move(day(year));

    /// <summary>The date itself where it is such a weekday, else the next that is.</summary>
    internal static LocalDate OnOrAfter(LocalDate date, IsoDayOfWeek weekday) => date.DayOfWeek == weekday ? date : date.Next(weekday);
}
