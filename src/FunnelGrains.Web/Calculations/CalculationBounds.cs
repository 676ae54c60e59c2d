using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Calendars;
using NodaTime;

namespace FunnelGrains.Web.Calculations;

/// <summary>
/// How much one calculation may ask for. A calendar works its open time out for all the time it is asked about and keeps it: 24 bytes an interval, so at most some 5 MB here.
/// </summary>
internal static class CalculationBounds
{
    /// <summary>Half an hour open, half an hour closed, all day, and as many again.</summary>
    private const int MostHours = 48;

    /// <summary>From the start to the end and to the pauses' ends: ten years.</summary>
    private static readonly Duration Longest = 5 * BusinessCalendar.Reach;

    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Names each field that goes beyond.</summary>
    public static void Check(CalculationBody body, List<FieldError> errors)
    {
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++) CheckHours(body.Calendar.Week[day], $"/calendar/week/{Weekdays[(int)day - 1]}", errors);
        foreach (var (index, exception) in body.Calendar.Exceptions.Index())
            CheckHours(exception.Hours, string.Create(CultureInfo.InvariantCulture, $"/calendar/exceptions/{index}/hours"), errors);
        if (body.End is { } end) CheckEnd(body.Start, end, "/end", errors);
        foreach (var (index, pause) in body.Pauses.Index())
            CheckEnd(body.Start, pause.End, string.Create(CultureInfo.InvariantCulture, $"/pauses/{index}/1"), errors);
    }

    private static void CheckHours(ImmutableArray<OpenHours> hours, string pointer, List<FieldError> errors)
    {
        if (hours.Length > MostHours) errors.Add(new FieldError(pointer, $"has more than {MostHours} intervals"));
    }

    private static void CheckEnd(Instant start, Instant end, string pointer, List<FieldError> errors)
    {
        if (end - start > Longest) errors.Add(new FieldError(pointer, $"is more than {Longest.Days} days after the start"));
    }
}
