using FunnelGrains.Domain.Agreements;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>A holiday through the years.</summary>
/// <param name="Key">Never reused within its country.</param>
/// <param name="Pt">Its name in Portuguese.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Kind">Whom it binds.</param>
/// <param name="Day">Its date in a year.</param>
/// <param name="Source">The law that made it.</param>
internal sealed record HolidayRule(string Key, string Pt, string En, HolidayKind Kind, YearlyDay Day, string Source)
{
    /// <summary>The first year in which it was kept; a law of December counts from the next year.</summary>
    public int Since { get; init; } = int.MinValue;

    /// <summary>The last year in which it was kept.</summary>
    public int Until { get; init; } = int.MaxValue;

    /// <summary>The part of the date that it closes.</summary>
    public OpenHours Closed { get; init; } = OpenHours.WholeDay;

    /// <summary>The holiday of a year; null outside its years. Its date may fall into a neighbouring year, where it is moved.</summary>
    public Holiday? In(int year) =>
        year >= Since && year <= Until ? new Holiday(Day(year), Key, new LocalText(Pt, En), Kind, Source, Closed) : null;
}
