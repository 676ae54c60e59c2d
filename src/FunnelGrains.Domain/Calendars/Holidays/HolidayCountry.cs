using FunnelGrains.Domain.Agreements;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>A country whose holidays are known by rule.</summary>
/// <remarks>Holidays of municipalities and banks are not among them: they are dated exceptions that a calendar gets by hand.</remarks>
public sealed class HolidayCountry
{
    private readonly IReadOnlyList<HolidayRule> national;

    internal HolidayCountry(string code, LocalText name, IReadOnlyList<HolidayRule> national, IReadOnlyList<HolidayRegion> regions)
    {
        (Code, Name, this.national, Regions) = (code, name, national, regions);
    }

    /// <summary>The ISO 3166-1 code, two capitals.</summary>
    public string Code { get; }

    /// <summary>Its name.</summary>
    public LocalText Name { get; }

    /// <summary>The parts that have holidays of their own, by code; empty where only the country's are known.</summary>
    public IReadOnlyList<HolidayRegion> Regions { get; }

    /// <summary>The region of a code; null when there is none.</summary>
    public HolidayRegion? FindRegion(string code) => Regions.FirstOrDefault(region => region.Code == code);

    /// <summary>The holidays that are kept within some years, by date; two may fall on one date.</summary>
    /// <param name="region">With those of this region, which says of a day in its own way what it says of it; null for those of the country alone.</param>
    /// <param name="from">First year, <see cref="HolidayBook.FirstYear"/> or later.</param>
    /// <param name="to">Last year, inclusive, <see cref="HolidayBook.LastYear"/> or earlier.</param>
    public IReadOnlyList<Holiday> In(HolidayRegion? region, int from, int to) =>
    [
        // One that is moved may come out of a neighbouring year.
        .. Enumerable.Range(from - 1, to - from + 3)
            .SelectMany(year => Rules(region).Select(rule => rule.In(year)))
            .OfType<Holiday>()
            .Where(holiday => holiday.Date.Year >= from && holiday.Date.Year <= to)
            .OrderBy(holiday => holiday.Date).ThenBy(holiday => holiday.Key, StringComparer.Ordinal),
    ];

    /// <summary>The kind of a holiday in a region; null where there is none of that key in any year.</summary>
    internal HolidayKind? KindOf(string key, HolidayRegion? region) => Rules(region).FirstOrDefault(rule => rule.Key == key)?.Kind;

    /// <summary>A region's rule stands for the country's of the same key: what is optional elsewhere may be a holiday there.</summary>
    private IEnumerable<HolidayRule> Rules(HolidayRegion? region) => region is null
        ? national
        : national.Where(rule => region.Rules.All(own => own.Key != rule.Key)).Concat(region.Rules);
}
