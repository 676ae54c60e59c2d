using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>Puts holidays into a calendar as dated exceptions, and takes back those that an earlier choice had put there.</summary>
public static class HolidayMerge
{
    /// <summary>The calendar as a version of the agreement holds it: with its holidays through the second year after the version takes force. Without a choice it stays as it is.</summary>
    /// <param name="calendar">Valid.</param>
    /// <param name="inForceFrom">When the version takes force; its year is that of the calendar's zone.</param>
    /// <exception cref="ArgumentException">The zone, the choice or the year cannot be worked with; validation tells beforehand.</exception>
    public static CalendarDefinition ForVersion(CalendarDefinition calendar, Instant inForceFrom)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        if (calendar.Holidays is not { } choice) return calendar;
        if (!ZoneDatabase.TryFind(calendar.Zone, out var zone)) throw new ArgumentException($"There is no zone {calendar.Zone}.", nameof(calendar));
        var year = Math.Max(inForceFrom.InZone(zone).Year, HolidayBook.FirstYear);
        return Apply(calendar, choice, year, year + 2).Calendar;
    }

    /// <summary>Makes the exceptions of some years anew. Those of other years stay, and so does whatever was set by hand: an exception that the calendar's earlier choice had not made.</summary>
    /// <param name="calendar">Its own choice is the earlier one; null when it had none.</param>
    /// <param name="choice">The choice from now on; valid.</param>
    /// <param name="from">First year.</param>
    /// <param name="to">Last year, inclusive.</param>
    /// <exception cref="ArgumentException">A choice is not valid; <see cref="HolidayChoice.Validate"/> tells beforehand.</exception>
    public static MergedHolidays Apply(CalendarDefinition calendar, HolidayChoice choice, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentOutOfRangeException.ThrowIfLessThan(from, HolidayBook.FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, HolidayBook.LastYear);
        var made = calendar.Holidays is { } earlier && earlier.Validate().Count == 0 ? Exceptions(calendar.Week, Shown(earlier, from, to)) : [];
        var shown = Shown(choice, from, to);
        var dates = calendar.Exceptions.Where(exception => !made.Contains(exception)).ToDictionary(exception => exception.Date);
        var byHand = dates.Keys.ToHashSet();
        foreach (var exception in Exceptions(calendar.Week, shown)) dates.TryAdd(exception.Date, exception);
        return new MergedHolidays(
            calendar with { Exceptions = [.. dates.Values.OrderBy(exception => exception.Date)], Holidays = choice },
            [.. shown.Select(entry => entry.Standing == HolidayStanding.Closed && byHand.Contains(entry.Holiday.Date) && !dates[entry.Holiday.Date].Hours.IsEmpty
                ? (entry.Holiday, HolidayStanding.OwnHours) : entry)]);
    }

    private static List<(Holiday Holiday, HolidayStanding Standing)> Shown(HolidayChoice choice, int from, int to)
    {
        if (choice.Validate() is [var error, ..]) throw new ArgumentException($"The choice of holidays is not valid: {error.Pointer} {error.Message}.", nameof(choice));
        var country = HolidayBook.Find(choice.Country)!;
        var region = choice.Region is null ? null : country.FindRegion(choice.Region);
        return [.. country.In(region, from, to).Select(holiday => (holiday, Standing(choice, holiday)))];
    }

    private static HolidayStanding Standing(HolidayChoice choice, Holiday holiday) =>
        choice.StruckOff.Contains(holiday.Key) || choice.StruckOff.Contains(LocalDatePattern.Iso.Format(holiday.Date)) ? HolidayStanding.StruckOff
        : holiday.Kind == HolidayKind.Optional && !choice.Optional.Contains(holiday.Key) ? HolidayStanding.NotChosen
        : HolidayStanding.Closed;

    private static HashSet<DatedHours> Exceptions(WeekHours week, IEnumerable<(Holiday Holiday, HolidayStanding Standing)> shown) =>
    [
        .. shown.Where(entry => entry.Standing == HolidayStanding.Closed).Select(entry => entry.Holiday).GroupBy(holiday => holiday.Date)
            .Select(day => new DatedHours(day.Key, day.Aggregate(week[day.Key.DayOfWeek], (hours, holiday) => Without(hours, holiday.Closed)))),
    ];

    /// <summary>A day's hours without the part that is closed; the order stays.</summary>
    private static ImmutableArray<OpenHours> Without(ImmutableArray<OpenHours> hours, OpenHours closed) =>
    [
        .. hours.SelectMany(open => new[] { open with { Close = Math.Min(open.Close, closed.Open) }, open with { Open = Math.Max(open.Open, closed.Close) } })
            .Where(open => open.Open < open.Close),
    ];
}
