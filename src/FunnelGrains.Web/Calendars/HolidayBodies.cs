using System.Text.Json;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Calendars.Holidays;
using NodaTime;

namespace FunnelGrains.Web.Calendars;

/// <summary>A country whose holidays are known.</summary>
/// <param name="Code">ISO 3166-1.</param>
/// <param name="Name">Its name in each language.</param>
/// <param name="Regions">The parts with holidays of their own; empty where only the country's are known.</param>
internal sealed record CountryBody(string Code, LocalText Name, IEnumerable<RegionBody> Regions)
{
    public static CountryBody Of(HolidayCountry country) => new(country.Code, country.Name, country.Regions.Select(region => new RegionBody(region.Code, region.Name)));
}

/// <summary>A part of a country.</summary>
/// <param name="Code">ISO 3166-2, without the country.</param>
/// <param name="Name">Its own name.</param>
internal sealed record RegionBody(string Code, string Name);

/// <summary>The holidays of some years.</summary>
/// <param name="Country">ISO 3166-1.</param>
/// <param name="Region">The region whose holidays are with them; null for none.</param>
/// <param name="From">First year.</param>
/// <param name="To">Last year, inclusive.</param>
/// <param name="Holidays">By date; two may fall on one.</param>
internal sealed record HolidaysBody(string Country, string? Region, int From, int To, IEnumerable<HolidayBody> Holidays);

/// <summary>A holiday of one year.</summary>
/// <param name="Date">The local date on which it is kept.</param>
/// <param name="Key">The holiday through all years.</param>
/// <param name="Name">Its name in each language.</param>
/// <param name="Kind"><c>national</c>, <c>state</c>, or <c>optional</c>, which binds nobody.</param>
/// <param name="Source">The law that made it.</param>
/// <param name="Closed">The part of the date that it closes: opening and closing time of it, <c>00:00</c> and <c>24:00</c> but for half-days.</param>
internal sealed record HolidayBody(LocalDate Date, string Key, LocalText Name, HolidayKind Kind, string Source, IReadOnlyList<string> Closed)
{
    public static HolidayBody Of(Holiday holiday) => new(holiday.Date, holiday.Key, holiday.Name, holiday.Kind, holiday.Source, Hours(holiday));

    internal static string[] Hours(Holiday holiday) => [OpenHours.FormatTime(holiday.Closed.Open), OpenHours.FormatTime(holiday.Closed.Close)];
}

/// <summary>A calendar and the holidays it is to keep.</summary>
/// <remarks>Only described by this type; <see cref="HolidayMergeReader"/> reads it.</remarks>
/// <param name="Calendar">As in calculations; its own <c>holidays</c> are the choice of before.</param>
/// <param name="From">First year whose exceptions are made anew.</param>
/// <param name="To">Last year, inclusive; without it the first.</param>
/// <param name="Holidays"><c>country</c>, <c>region</c>, <c>optional</c> (keys of optional holidays that are kept) and <c>struckOff</c> (keys, for every year, or dates); without it the calendar's own.</param>
internal sealed record HolidayMergeRequest(JsonElement Calendar, int From, int? To = null, JsonElement? Holidays = null);

/// <summary>A calendar with its holidays.</summary>
/// <param name="Calendar">With each holiday that it keeps as a dated exception, and the choice they came from.</param>
/// <param name="Holidays">Every holiday of those years, kept or not.</param>
internal sealed record HolidayMergeBody(JsonElement Calendar, IEnumerable<MergedHolidayBody> Holidays)
{
    public static HolidayMergeBody Of(MergedHolidays merged) => new(JsonSerializer.SerializeToElement(merged.Calendar), merged.Holidays.Select(MergedHolidayBody.Of));
}

/// <summary>What became of a holiday.</summary>
/// <param name="Date">The local date on which it is kept.</param>
/// <param name="Key">The holiday through all years.</param>
/// <param name="Name">Its name in each language.</param>
/// <param name="Kind"><c>national</c>, <c>state</c>, or <c>optional</c>.</param>
/// <param name="Source">The law that made it.</param>
/// <param name="Closed">The part of the date that it closes.</param>
/// <param name="Standing"><c>closed</c>; <c>own_hours</c>: the calendar has hours of its own that day; <c>struck_off</c>; <c>not_chosen</c>.</param>
internal sealed record MergedHolidayBody(
    LocalDate Date, string Key, LocalText Name, HolidayKind Kind, string Source, IReadOnlyList<string> Closed, HolidayStanding Standing)
{
    public static MergedHolidayBody Of((Holiday Holiday, HolidayStanding Standing) entry) => new(
        entry.Holiday.Date, entry.Holiday.Key, entry.Holiday.Name, entry.Holiday.Kind, entry.Holiday.Source, HolidayBody.Hours(entry.Holiday), entry.Standing);
}
