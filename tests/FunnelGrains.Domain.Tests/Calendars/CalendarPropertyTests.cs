using CsCheck;
using FunnelGrains.Domain.Calendars;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Calendars;

public class CalendarPropertyTests
{
    private const int Cases = 2_000;

    private static readonly Gen<(CalendarScene Scene, int A, int B)> Spans =
        from scene in CalendarScenes.All
        from a in CalendarScenes.MinuteOf(scene)
        from b in CalendarScenes.MinuteOf(scene)
        select (scene, Math.Min(a, b), Math.Max(a, b));

    /// <summary>Both open, the second often an opening.</summary>
    private static readonly Gen<(CalendarScene Scene, int A, int B)> OpenSpans =
        from scene in CalendarScenes.All
        let open = scene.Reference.OpenMinutes
        where open.Length > 0
        from a in One(open)
        from b in Gen.Frequency((3, One(open)), (1, One([.. open.Where(scene.Reference.IsOpening).DefaultIfEmpty(a)])))
        select (scene, Math.Min(a, b), Math.Max(a, b));

    private static readonly Gen<(CalendarScene Scene, int Start, int Target, (int From, int To)[] Pauses)> Clocks =
        from scene in CalendarScenes.All
        from start in CalendarScenes.MinuteOf(scene)
        from target in Gen.Frequency((3, Gen.Int[0, 600]), (1, Gen.Int[0, 8_000]))
        from pauses in Gen.Select(CalendarScenes.MinuteOf(scene), Gen.Int[0, 2_000], (begin, length) => (begin, begin + length)).Array[0, 4]
        select (scene, start, target, pauses);

    [Fact]
    public void Open_time_between_two_instants_is_the_count_of_open_minutes() => Spans.Sample(
        span => span.Scene.Calendar.Between(span.Scene.At(span.A), span.Scene.At(span.B))
            .ShouldBe(Duration.FromMinutes(span.Scene.Reference.Between(span.A, span.B))),
        iter: Cases);

    [Fact]
    public void An_instant_is_open_when_its_minute_is() => Spans.Sample(
        span => span.Scene.Calendar.IsOpen(span.Scene.At(span.A) + Duration.FromSeconds(59)).ShouldBe(span.Scene.Reference.IsOpen(span.A)),
        iter: Cases);

    [Fact]
    public void The_next_opening_is_the_first_open_minute() => Spans.Sample(
        span =>
        {
            var opening = span.Scene.Calendar.NextOpening(span.Scene.At(span.A));
            if (span.Scene.Reference.NextOpening(span.A) is { } expected)
            {
                opening.ShouldBe(span.Scene.At(expected));
            }
            else
            {
                (opening is null || opening >= span.Scene.At(span.Scene.Reference.Last)).ShouldBeTrue();
            }
        },
        iter: Cases);

    [Fact]
    public void A_target_ends_where_counting_its_open_minutes_ends() => Clocks.Sample(
        clock => ShouldEnd(
            clock.Scene,
            clock.Scene.Calendar.Add(clock.Scene.At(clock.Start), Duration.FromMinutes(clock.Target)),
            clock.Scene.Reference.Add(clock.Start, clock.Target)),
        iter: Cases);

    [Fact]
    public void A_paused_target_ends_where_counting_its_unpaused_open_minutes_ends() => Clocks.Sample(
        clock => ShouldEnd(
            clock.Scene,
            clock.Scene.Calendar.Due(clock.Scene.At(clock.Start), Duration.FromMinutes(clock.Target), Intervals(clock.Scene, clock.Pauses)),
            clock.Scene.Reference.Add(clock.Start, clock.Target, minute => IsPaused(clock.Pauses, minute))),
        iter: Cases);

    [Fact]
    public void Worked_time_is_the_count_of_unpaused_open_minutes() => Clocks.Sample(
        clock =>
        {
            var end = Math.Min(clock.Start + clock.Target, clock.Scene.Reference.Last);
            clock.Scene.Calendar.Worked(clock.Scene.At(clock.Start), clock.Scene.At(end), Intervals(clock.Scene, clock.Pauses))
                .ShouldBe(Duration.FromMinutes(clock.Scene.Reference.Between(clock.Start, end, minute => IsPaused(clock.Pauses, minute))));
        },
        iter: Cases);

    [Fact]
    public void Adding_the_open_time_between_two_open_instants_leads_back_unless_the_second_is_an_opening() => OpenSpans
        .Sample(
            span =>
            {
                var (a, b) = (span.Scene.At(span.A), span.Scene.At(span.B));
                var end = span.Scene.Calendar.Add(a, span.Scene.Calendar.Between(a, b)).ShouldNotBeNull();
                if (span.A < span.B && span.Scene.Reference.IsOpening(span.B))
                {
                    end.ShouldBeLessThan(b);
                }
                else
                {
                    end.ShouldBe(b);
                }
            },
            iter: Cases);

    [Fact]
    public void Business_days_end_at_the_last_closing_of_the_Nth_open_date_after_the_effective_start() => Gen
        .Select(Spans, Gen.Int[1, 8])
        .Sample(
            (span, days) =>
            {
                var (scene, start, _) = span;
                var length = scene.Calendar.OpenTimeOfBusinessDays(scene.At(start), days);
                if (scene.Reference.EndOfBusinessDays(start, days) is { } end)
                {
                    length.ShouldBe(scene.Calendar.Between(scene.At(start), end));
                    scene.Calendar.Add(scene.At(start), length!.Value).ShouldBe(end);
                }
                else
                {
                    (length is null || scene.Calendar.Add(scene.At(start), length.Value) > scene.At(scene.Reference.Last)).ShouldBeTrue();
                }
            },
            iter: Cases);

    [Fact]
    public void The_days_left_are_the_open_dates_from_today_while_open_time_remains() => Spans.Sample(
        span =>
        {
            var lastDay = span.Scene.Reference.DateOf(span.B);
            span.Scene.Calendar.OpenDatesLeft(span.Scene.At(span.A), lastDay).ShouldBe(span.Scene.Reference.OpenDatesLeft(span.A, lastDay));
        },
        iter: Cases);

    private static Gen<int> One(int[] minutes) => Gen.Int[0, minutes.Length - 1].Select(i => minutes[i]);

    private static void ShouldEnd(CalendarScene scene, Instant? end, int? expected)
    {
        if (expected is { } minute)
        {
            end.ShouldBe(scene.At(minute));
        }
        else
        {
            (end is null || end > scene.At(scene.Reference.Last)).ShouldBeTrue();
        }
    }

    private static bool IsPaused((int From, int To)[] pauses, int minute) => pauses.Any(pause => pause.From <= minute && minute < pause.To);

    private static Interval[] Intervals(CalendarScene scene, (int From, int To)[] pauses) =>
        [.. pauses.Select(pause => new Interval(scene.At(pause.From), scene.At(pause.To)))];
}
