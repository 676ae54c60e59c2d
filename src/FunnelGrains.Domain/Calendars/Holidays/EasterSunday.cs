using NodaTime;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>Easter in the Gregorian calendar, from which Carnival, Good Friday and Corpus Christi are counted.</summary>
internal static class EasterSunday
{
    /// <summary>The date of a year from 1583 on.</summary>
    /// <remarks>The anonymous Gregorian computus ("Nature", 20 April 1876; J. Meeus, "Astronomical Algorithms", chapter 8).</remarks>
    internal static LocalDate Of(int year)
    {
        var golden = year % 19;
        var (century, ofCentury) = (year / 100, year % 100);
        var moonShift = (century - (century + 8) / 25 + 1) / 3;
        var epact = (19 * golden + century - century / 4 - moonShift + 15) % 30;
        var toSunday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
        var correction = (golden + 11 * epact + 22 * toSunday) / 451;
        var day = epact + toSunday - 7 * correction + 114;
        return new LocalDate(year, day / 31, day % 31 + 1);
    }
}
