using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FunnelGrains.Domain.Calendars.Holidays;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Calendars;

/// <summary>Reads a calendar from the JSON of the public contract and reports everything that is wrong with it at once.</summary>
public static class CalendarDefinitionReader
{
    /// <summary>Reads and validates <c>{"zone", "week": {"mon": [["09:00", "12:00"]]}, "exceptions": [{"date", "hours"}], "holidays": {"country", "region"}}</c>.</summary>
    /// <param name="json">The calendar's value.</param>
    /// <param name="at">JSON pointer of that value in its document.</param>
    /// <param name="errors">Receives every error found.</param>
    /// <returns>A valid definition; null when at least one error was added.</returns>
    public static CalendarDefinition? Read(JsonElement json, string at, ICollection<FieldError> errors)
    {
        var found = new List<FieldError>();
        CalendarDefinition? definition = null;
        try
        {
            definition = ReadObject(json, at, found);
        }
        catch (InvalidOperationException)
        {
            // Only a lone surrogate gets here: valid JSON, but no text.
            found.Add(new(at, "holds text that is not valid Unicode"));
        }
        foreach (var error in found)
        {
            errors.Add(error);
        }
        return found.Count == 0 ? definition : null;
    }

    private static CalendarDefinition? ReadObject(JsonElement json, string at, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new(at, "is not an object"));
            return null;
        }
        string? zone = null;
        var (zoned, weekly) = (false, false);
        WeekHours? week = null;
        ImmutableArray<DatedHours> exceptions = [];
        HolidayChoice? holidays = null;
        foreach (var member in json.EnumerateObject())
        {
            var pointer = FieldError.Below(at, member.Name);
            switch (member.Name)
            {
                case "zone":
                    zoned = true;
                    zone = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
                    CalendarRules.CheckZone(zone, pointer, errors);
                    break;
                case "week":
                    weekly = true;
                    week = ReadWeek(member.Value, pointer, errors);
                    break;
                case "exceptions":
                    exceptions = ReadExceptions(member.Value, pointer, errors);
                    break;
                case "holidays":
                    holidays = member.Value.ValueKind == JsonValueKind.Null ? null : HolidayChoiceReader.Read(member.Value, pointer, errors);
                    break;
                default:
                    errors.Add(new(pointer, "is not part of a calendar"));
                    break;
            }
        }
        Require(zoned, at + "/zone", errors);
        Require(weekly, at + "/week", errors);
        // A day whose name is wrong was meant to open.
        var weekIsRead = week is not null && !errors.Any(error => error.Pointer.StartsWith(at + "/week", StringComparison.Ordinal));
        if (weekIsRead && !CalendarRules.HasOpenTime(zone, week!, exceptions))
        {
            errors.Add(CalendarRules.NoOpenTime(at));
        }
        return errors.Count == 0 ? new CalendarDefinition { Zone = zone!, Week = week!, Exceptions = exceptions, Holidays = holidays } : null;
    }

    private static WeekHours? ReadWeek(JsonElement json, string at, List<FieldError> errors)
    {
        var days = new List<KeyValuePair<IsoDayOfWeek, ImmutableArray<OpenHours>>>();
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new(at, "is not an object of weekdays"));
            return null;
        }
        foreach (var member in json.EnumerateObject())
        {
            var pointer = FieldError.Below(at, member.Name);
            var day = CalendarRules.Weekdays.FirstOrDefault(weekday => weekday.Key == member.Name).Day;
            if (day == IsoDayOfWeek.None)
            {
                errors.Add(new(pointer, "is not one of mon, tue, wed, thu, fri, sat, sun"));
                continue;
            }
            days.Add(new(day, ReadHours(member.Value, pointer, errors)));
        }
        return new WeekHours(days);
    }

    private static ImmutableArray<DatedHours> ReadExceptions(JsonElement json, string at, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            errors.Add(new(at, "is not an array"));
            return [];
        }
        var dates = new List<LocalDate?>();
        var exceptions = new List<DatedHours>();
        foreach (var entry in json.EnumerateArray())
        {
            var pointer = string.Create(CultureInfo.InvariantCulture, $"{at}/{dates.Count}");
            var (date, hours) = ReadException(entry, pointer, errors);
            dates.Add(date);
            exceptions.Add(new(date ?? default, hours));
        }
        CalendarRules.CheckDates(dates, at, errors);
        return [.. exceptions];
    }

    private static (LocalDate? Date, ImmutableArray<OpenHours> Hours) ReadException(JsonElement json, string at, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new(at, "is not an object with date and hours"));
            return (null, []);
        }
        LocalDate? date = null;
        var dated = false;
        ImmutableArray<OpenHours>? hours = null;
        foreach (var member in json.EnumerateObject())
        {
            var pointer = FieldError.Below(at, member.Name);
            switch (member.Name)
            {
                case "date":
                    dated = true;
                    date = ReadDate(member.Value, pointer, errors);
                    break;
                case "hours":
                    hours = ReadHours(member.Value, pointer, errors);
                    break;
                default:
                    errors.Add(new(pointer, "is not part of an exception"));
                    break;
            }
        }
        Require(dated, at + "/date", errors);
        Require(hours is not null, at + "/hours", errors);
        return (date, hours ?? []);
    }

    private static LocalDate? ReadDate(JsonElement json, string at, List<FieldError> errors)
    {
        if (json.ValueKind == JsonValueKind.String && LocalDatePattern.Iso.Parse(json.GetString()!) is { Success: true, Value: var date })
        {
            return date;
        }
        errors.Add(new(at, "is not a date of the form 2026-12-25"));
        return null;
    }

    private static ImmutableArray<OpenHours> ReadHours(JsonElement json, string at, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            errors.Add(new(at, "is not an array of hours such as [[\"09:00\", \"18:00\"]]"));
            return [];
        }
        var hours = new List<OpenHours?>();
        foreach (var entry in json.EnumerateArray())
        {
            hours.Add(ReadPair(entry, string.Create(CultureInfo.InvariantCulture, $"{at}/{hours.Count}"), errors));
        }
        CalendarRules.CheckHours(hours, at, errors);
        return [.. hours.Select(entry => entry ?? default)];
    }

    private static OpenHours? ReadPair(JsonElement json, string at, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() != 2)
        {
            errors.Add(new(at, "is not a pair of opening and closing time"));
            return null;
        }
        var open = ReadTime(json[0], at + "/0", errors);
        var close = ReadTime(json[1], at + "/1", errors);
        return open is { } from && close is { } to ? new OpenHours(from, to) : null;
    }

    private static int? ReadTime(JsonElement json, string at, List<FieldError> errors)
    {
        if (json.ValueKind == JsonValueKind.String && OpenHours.TryParseTime(json.GetString(), out var minutes))
        {
            return minutes;
        }
        errors.Add(new(at, "is not a time of the form 09:00, up to 24:00"));
        return null;
    }

    private static void Require(bool present, string at, List<FieldError> errors)
    {
        if (!present)
        {
            errors.Add(new(at, "is required"));
        }
    }
}
