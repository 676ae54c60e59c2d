using CsCheck;
using FunnelGrains.Domain.Calendars;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Calendars;

/// <summary>The same reference over two years: long targets cross many weeks, exceptions and changes of the clock.</summary>
public class CalendarYearsTests
{
    private const int Cases = 60;

    /// <summary>Zones that skip midnight, repeat it, skip a day, or do all this by half an hour.</summary>
    private static readonly (string Zone, LocalDate Start)[] Windows =
    [
        ("America/Sao_Paulo", new(2016, 6, 1)), ("America/Havana", new(2017, 3, 1)), ("Pacific/Apia", new(2010, 6, 1)), ("Australia/Lord_Howe", new(2025, 1, 1)),
    ];

    private static readonly Gen<YearsScene> Scenes =
        from window in Gen.OneOf(Windows)
        from week in CalendarScenes.Hours.Array[7]
        from exceptions in Gen.Select(Gen.Int[0, 730], CalendarScenes.Hours).Array[0, 60]
        let definition = new CalendarDefinition
        {
            Zone = window.Zone,
            Week = new WeekHours(week.Select((hours, day) => KeyValuePair.Create((IsoDayOfWeek)(day + 1), hours))),
            Exceptions = [.. exceptions.DistinctBy(entry => entry.Item1).Select(entry => new DatedHours(window.Start.PlusDays(entry.Item1), entry.Item2))],
        }
        where definition.Validate().Count == 0
        select new YearsScene(definition, window.Start);

    [Fact]
    public void Over_two_years_the_reference_counts_the_same() => Scenes
        .SelectMany(scene => Gen.Select(Gen.Const(scene), Minute(scene), Minute(scene), Minute(scene), Minute(scene)))
        .Sample(
            (scene, x, y, z, w) =>
            {
                var (calendar, reference) = (scene.Calendar, scene.Reference);
                int[] points = [x, y, z, w];
                Array.Sort(points);
                var (a, pause, resume, b) = (points[0], points[1], points[2], points[3]);
                Interval[] pauses = [new(reference.InstantOf(pause), reference.InstantOf(resume))];
                var open = reference.Between(a, b);
                var worked = open - reference.Between(pause, resume);
                calendar.Between(reference.InstantOf(a), reference.InstantOf(b)).ShouldBe(Duration.FromMinutes(open));
                calendar.Worked(reference.InstantOf(a), reference.InstantOf(b), pauses).ShouldBe(Duration.FromMinutes(worked));
                calendar.Add(reference.InstantOf(a), Duration.FromMinutes(open)).ShouldBe(reference.InstantOf(reference.Add(a, open).ShouldNotBeNull()));
                calendar.Due(reference.InstantOf(a), Duration.FromMinutes(worked), pauses)
                    .ShouldBe(reference.InstantOf(reference.Add(a, worked, minute => minute >= pause && minute < resume).ShouldNotBeNull()));
                if (!reference.IsOpen(a) || !reference.IsOpen(b)) return;
                var back = calendar.Add(reference.InstantOf(a), Duration.FromMinutes(open)).ShouldNotBeNull();
                if (a < b && reference.IsOpening(b)) back.ShouldBeLessThan(reference.InstantOf(b));
                else back.ShouldBe(reference.InstantOf(b));
            },
            iter: Cases);

    private static Gen<int> Minute(YearsScene scene) => Gen.Int[scene.Reference.First, scene.Reference.Last - 1];

    private sealed class YearsScene(CalendarDefinition definition, LocalDate start)
    {
        public BusinessCalendar Calendar { get; } = new(definition);

        public MinuteReference Reference { get; } = new(definition, start, start.PlusDays(730));

        public override string ToString() => $"{System.Text.Json.JsonSerializer.Serialize(definition)} from {start:uuuu-MM-dd}";
    }
}
