using System.Collections.Immutable;
using FunnelGrains.Domain.Calendars;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Tests.Calendars;

/// <summary>Calendars of one or of all days, and instants, as tests write them.</summary>
internal static class Days
{
    /// <summary>Open on one local date only, at hours such as <c>09:00-12:00</c>.</summary>
    public static BusinessCalendar Of(string zone, string date, params string[] hours) => new(new CalendarDefinition
    {
        Zone = zone,
        Week = WeekHours.Closed,
        Exceptions = [new DatedHours(LocalDatePattern.Iso.Parse(date).Value, Hours(hours))],
    });

    /// <summary>Never closed but for the exceptions.</summary>
    public static BusinessCalendar Always(string zone, params ImmutableArray<DatedHours> exceptions) =>
        new(new CalendarDefinition { Zone = zone, Week = WeekHours.EveryDay(OpenHours.WholeDay), Exceptions = exceptions });

    /// <summary>The first opening of a calendar of one date.</summary>
    public static Instant Opening(BusinessCalendar calendar) => calendar.NextOpening(Before(calendar)).ShouldNotBeNull();

    /// <summary>The last closing of a calendar of one date.</summary>
    public static Instant Closing(BusinessCalendar calendar)
    {
        var start = Before(calendar);
        return calendar.Add(start, calendar.Between(start, start + Duration.FromDays(5))).ShouldNotBeNull();
    }

    public static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    public static ImmutableArray<OpenHours> Hours(params string[] hours) => [.. hours.Select(text => new OpenHours(Minutes(text[..5]), Minutes(text[6..])))];

    private static Instant Before(BusinessCalendar calendar) => calendar.Definition.Exceptions[0].Date.PlusDays(-2).AtMidnight().InUtc().ToInstant();

    private static int Minutes(string text)
    {
        OpenHours.TryParseTime(text, out var minutes).ShouldBeTrue(text);
        return minutes;
    }
}
