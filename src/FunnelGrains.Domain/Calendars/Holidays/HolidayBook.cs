namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>All countries whose holidays are known by rule.</summary>
public static class HolidayBook
{
    /// <summary>How many years one answer may tell of.</summary>
    public const int MostYears = 10;

    /// <summary>First and last year that can be asked about: laws of before are not all here, and calendars have no exceptions after.</summary>
    public const int FirstYear = 2005, LastYear = 2199;

    /// <summary>The countries, the one that matters most first.</summary>
    public static IReadOnlyList<HolidayCountry> Countries { get; } = [BrazilHolidays.Country, PortugalHolidays.Country, UnitedStatesHolidays.Country];

    /// <summary>The country of an ISO 3166-1 code in capitals; null when its holidays are not known.</summary>
    public static HolidayCountry? Find(string? code) => Countries.FirstOrDefault(country => country.Code == code);
}
