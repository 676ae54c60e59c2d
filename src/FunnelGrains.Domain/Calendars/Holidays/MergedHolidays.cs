namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>A calendar with the holidays of some years, and what became of each.</summary>
/// <param name="Calendar">The calendar with its new exceptions, ascending by date, and the choice they came from.</param>
/// <param name="Holidays">Every holiday of those years by date, closed or not.</param>
public sealed record MergedHolidays(CalendarDefinition Calendar, IReadOnlyList<(Holiday Holiday, HolidayStanding Standing)> Holidays);
