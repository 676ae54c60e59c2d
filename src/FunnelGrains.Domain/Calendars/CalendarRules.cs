using System.Globalization;
using NodaTime;

namespace FunnelGrains.Domain.Calendars;

/// <summary>What makes a calendar definition wrong, each rule once, for definitions in memory and for JSON alike.</summary>
internal static class CalendarRules
{
    /// <summary>Outside these years a calendar repeats itself (see <see cref="OpenTimeTable"/>), so no single date there can differ.</summary>
    private const int FirstYear = 1900, LastYear = 2199;

    internal static readonly IReadOnlyList<(string Key, IsoDayOfWeek Day)> Weekdays =
    [
        ("mon", IsoDayOfWeek.Monday), ("tue", IsoDayOfWeek.Tuesday), ("wed", IsoDayOfWeek.Wednesday), ("thu", IsoDayOfWeek.Thursday),
        ("fri", IsoDayOfWeek.Friday), ("sat", IsoDayOfWeek.Saturday), ("sun", IsoDayOfWeek.Sunday),
    ];

    internal static List<FieldError> Check(CalendarDefinition definition, string at)
    {
        var errors = new List<FieldError>();
        CheckZone(definition.Zone, at + "/zone", errors);
        foreach (var (key, day) in Weekdays)
        {
            CheckHours([.. definition.Week[day].Select(hours => (OpenHours?)hours)], $"{at}/week/{key}", errors);
        }
        CheckDates([.. definition.Exceptions.Select(exception => (LocalDate?)exception.Date)], at + "/exceptions", errors);
        for (var i = 0; i < definition.Exceptions.Length; i++)
        {
            var hours = definition.Exceptions[i].Hours.Select(hours => (OpenHours?)hours);
            CheckHours([.. hours], string.Create(CultureInfo.InvariantCulture, $"{at}/exceptions/{i}/hours"), errors);
        }
        if (!HasOpenTime(definition.Zone, definition.Week, definition.Exceptions))
        {
            errors.Add(NoOpenTime(at));
        }
        return errors;
    }

    internal static void CheckZone(string? zone, string at, List<FieldError> errors)
    {
        if (!ZoneDatabase.TryFind(zone, out _))
        {
            errors.Add(new(at, "is not the name of a zone of the tz database, such as America/Sao_Paulo"));
        }
    }

    /// <summary>The hours of one date; null where one could not be read, so that indexes stay those of the document.</summary>
    internal static void CheckHours(IReadOnlyList<OpenHours?> hours, string at, List<FieldError> errors)
    {
        (OpenHours Hours, int Index)? latest = null;
        foreach (var (entry, index) in hours.Select((entry, index) => (entry, index)).OrderBy(pair => pair.entry?.Open))
        {
            var pointer = string.Create(CultureInfo.InvariantCulture, $"{at}/{index}");
            if (entry is not { } current)
            {
                continue;
            }
            if (current.Open < 0 || current.Close > OpenHours.EndOfDay)
            {
                errors.Add(new(pointer, "is not within 00:00 and 24:00"));
            }
            else if (current.Open >= current.Close)
            {
                errors.Add(new(pointer, "opens at or after its closing"));
            }
            else
            {
                if (latest is { } before && current.Open < before.Hours.Close)
                {
                    errors.Add(new(pointer, string.Create(CultureInfo.InvariantCulture, $"overlaps {at}/{before.Index} ({before.Hours})")));
                }
                if (latest is null || current.Close > latest.Value.Hours.Close)
                {
                    latest = (current, index);
                }
            }
        }
    }

    /// <summary>The exceptions' dates; null where one could not be read.</summary>
    internal static void CheckDates(IReadOnlyList<LocalDate?> dates, string at, List<FieldError> errors)
    {
        var seen = new Dictionary<LocalDate, int>();
        for (var i = 0; i < dates.Count; i++)
        {
            if (dates[i] is not { } date)
            {
                continue;
            }
            var pointer = string.Create(CultureInfo.InvariantCulture, $"{at}/{i}/date");
            if (date.Year is < FirstYear or > LastYear)
            {
                errors.Add(new(pointer, $"is not within the years {FirstYear} to {LastYear}"));
            }
            else if (!seen.TryAdd(date, i))
            {
                errors.Add(new(pointer, string.Create(CultureInfo.InvariantCulture, $"is the date of {at}/{seen[date]} again")));
            }
        }
    }

    internal static FieldError NoOpenTime(string at) => new(at, "has no open time at all");

    /// <summary>Whether anything opens: an ordinary week does, sooner or later; hours of single dates may all lie in a gap of the zone's clock. What is wrong in another way counts as open.</summary>
    internal static bool HasOpenTime(string? zone, WeekHours week, IEnumerable<DatedHours> exceptions) =>
        Weekdays.Any(weekday => !week[weekday.Day].IsEmpty)
        || exceptions.Any(exception => exception.Hours.Any(hours =>
            !ZoneDatabase.TryFind(zone, out var known)
            || exception.Date.Year is < FirstYear or > LastYear || hours.Open < 0 || hours.Close > OpenHours.EndOfDay || hours.Open >= hours.Close
            || LocalEnds.Opening(known, exception.Date, hours.Open) < LocalEnds.Closing(known, exception.Date, hours.Close)));
}
