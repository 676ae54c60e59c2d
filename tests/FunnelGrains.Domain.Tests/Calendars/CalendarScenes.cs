using System.Collections.Immutable;
using CsCheck;
using FunnelGrains.Domain.Calendars;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Calendars;

/// <summary>A random calendar with its reference, over three weeks around a day on which the zone's clock does something odd.</summary>
internal sealed class CalendarScene(CalendarDefinition definition, LocalDate around)
{
    public BusinessCalendar Calendar { get; } = new(definition);

    public MinuteReference Reference { get; } = new(definition, around.PlusDays(-9), around.PlusDays(12));

    public Instant At(int minute) => Reference.InstantOf(minute);

    public override string ToString() => $"{System.Text.Json.JsonSerializer.Serialize(definition)} around {around:uuuu-MM-dd}";
}

internal static class CalendarScenes
{
    private static readonly (string Zone, LocalDate Day)[] OddDays =
    [
        ("America/Sao_Paulo", new(2017, 10, 15)),   // 00:00 skipped
        ("America/Sao_Paulo", new(2018, 2, 18)),    // 23:00 twice
        ("America/Asuncion", new(2023, 10, 1)),     // 00:00 skipped
        ("America/Asuncion", new(2024, 3, 24)),     // 23:00 twice
        ("America/Havana", new(2018, 3, 11)),       // 00:00 skipped
        ("America/Havana", new(2018, 11, 4)),       // 00:00 twice
        ("America/St_Johns", new(2010, 11, 7)),     // back from 00:01 to 23:01 of the day before
        ("Africa/Cairo", new(2023, 4, 28)),
        ("Asia/Beirut", new(2022, 10, 30)),
        ("Pacific/Apia", new(2011, 12, 30)),        // a day that never was
        ("Pacific/Kwajalein", new(1993, 8, 21)),    // likewise
        ("Australia/Lord_Howe", new(2026, 4, 5)),   // half an hour
        ("Europe/Berlin", new(2026, 3, 29)),        // 02:00 skipped
        ("Europe/Berlin", new(2026, 10, 25)),       // 02:00 twice
        ("Europe/Berlin", new(2968, 10, 28)),       // served by another cycle of 400 years
        ("Asia/Kathmandu", new(2026, 1, 1)),
        ("America/Sao_Paulo", new(2026, 11, 20)),
        ("UTC", new(2199, 12, 31)),
    ];

    /// <summary>Points of the day where hours begin or end: often near the odd hours, often exactly at midnight.</summary>
    private static readonly Gen<int> Points = Gen.Frequency(
        (2, Gen.OneOf(0, 1440, 60, 120, 180, 1380)), (2, Gen.Int[0, 200]), (1, Gen.Int[1370, 1440]), (2, Gen.Int[0, 24].Select(hour => hour * 60)), (1, Gen.Int[0, 1440]));

    public static readonly Gen<ImmutableArray<OpenHours>> Hours = Gen.Frequency(
        (1, Gen.Const(ImmutableArray<OpenHours>.Empty)),
        (1, Gen.Const(ImmutableArray.Create(OpenHours.WholeDay))),
        (5, Points.Array[2, 6].Select(ToHours)));

    public static readonly Gen<CalendarScene> All =
        from odd in Gen.OneOf(OddDays)
        from week in Hours.Array[7]
        from exceptions in Gen.Select(Gen.Int[-9, 12], Hours).Array[0, 4]
        let definition = new CalendarDefinition
        {
            Zone = odd.Zone,
            Week = new WeekHours(week.Select((hours, day) => KeyValuePair.Create((IsoDayOfWeek)(day + 1), hours))),
            Exceptions = [.. exceptions.Where(_ => odd.Day.Year < 2199).DistinctBy(entry => entry.Item1).Select(entry => new DatedHours(odd.Day.PlusDays(entry.Item1), entry.Item2))],
        }
        where definition.Validate().Count == 0
        select new CalendarScene(definition, odd.Day);

    /// <summary>A minute of the scene's window.</summary>
    public static Gen<int> MinuteOf(CalendarScene scene) => Gen.Int[scene.Reference.First, scene.Reference.Last - 1];

    /// <summary>Consecutive pairs of the distinct points; touching intervals are allowed and wanted.</summary>
    private static ImmutableArray<OpenHours> ToHours(int[] points)
    {
        var ends = points.Distinct().Order().ToArray();
        var every = points.Length % 2 == 0 ? 2 : 1;
        return [.. Enumerable.Range(0, ends.Length - 1).Where(i => i % every == 0).Select(i => new OpenHours(ends[i], ends[i + 1]))];
    }
}
