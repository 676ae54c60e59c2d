using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Domain.Calendars.Holidays;

/// <summary>One holiday of one year.</summary>
/// <param name="Date">The local date on which it is kept, moved where the law moves it.</param>
/// <param name="Key">The holiday through all years, for example <c>corpus_christi</c>; never reused within its country.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Whom it binds.</param>
/// <param name="Source">The law that made it, in the country's own words; where there is none, whose custom it is.</param>
/// <param name="Closed">The part of the date that it closes; all of it but for half-days.</param>
public sealed record Holiday(LocalDate Date, string Key, LocalText Name, HolidayKind Kind, string Source, OpenHours Closed);
