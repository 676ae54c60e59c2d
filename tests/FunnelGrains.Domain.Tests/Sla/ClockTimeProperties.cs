using CsCheck;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Domain.Tests.Calendars;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>The time of a lead's clock against counting minutes, in random calendars: started, paused and resumed by events, met or running on.</summary>
public sealed class ClockTimeProperties
{
    private const int Cases = 2_000;

    private static readonly Gen<(CalendarScene Scene, Target Target, int[] Points)> Lives =
        from scene in CalendarScenes.All
        from target in Gen.Frequency(
            (3, Gen.Int[1, 1_200].Select(n => new Target(n, TargetUnit.BusinessMinutes))), (1, Gen.Int[1, 40].Select(n => new Target(n, TargetUnit.BusinessHours))),
            (2, Gen.Int[1, 4].Select(n => new Target(n, TargetUnit.BusinessDays))), (1, Gen.Int[1, 2_000].Select(n => new Target(n, TargetUnit.ElapsedMinutes))))
        from points in CalendarScenes.MinuteOf(scene).Array[1, 6]
        select (scene, target, points.Distinct().Order().ToArray());

    /// <summary>It enters its stage, is paused, resumed, paused… at the points.</summary>
    [Fact]
    public void A_clock_falls_due_where_counting_its_unpaused_minutes_ends() => Lives.Sample(
        life =>
        {
            var clock = Clock(life.Scene, life.Target, life.Points, stop: null);
            if (LengthOf(life.Scene, life.Target, life.Points[0]) is not { } length) return;
            var (due, pauses) = Count(life.Scene, life.Target, life.Points, length);
            if (due is { } minute) clock.Due.ShouldBe(life.Scene.At(minute));
            else if (pauses) (clock.Due, clock.State).ShouldBe((null, ClockState.Paused));
            else (clock.Due is null || clock.Due > life.Scene.At(life.Scene.Reference.Last)).ShouldBeTrue();
        },
        iter: Cases);

    [Fact]
    public void What_is_left_of_a_paused_clock_is_its_target_less_the_minutes_that_ran() => Lives.Sample(
        life =>
        {
            if (life.Points.Length % 2 != 0 || LengthOf(life.Scene, life.Target, life.Points[0]) is not { } length) return;
            var clock = Clock(life.Scene, life.Target, life.Points, stop: null);
            if (Count(life.Scene, life.Target, life.Points, length) is not { Due: null, Paused: true }) return;
            clock.Remaining.ShouldBe(Duration.FromMinutes(length - Run(life.Scene, life.Target, life.Points, life.Points[^1])));
        },
        iter: Cases);

    [Fact]
    public void A_stop_meets_a_clock_of_which_no_more_minutes_than_the_target_ran() => Gen.Select(Lives, Gen.Int[0, 3_000]).Sample(
        (life, after) =>
        {
            var stop = Math.Min(life.Points[^1] + after, life.Scene.Reference.Last - 1);
            if (LengthOf(life.Scene, life.Target, life.Points[0]) is not { } length) return;
            var (due, _) = Count(life.Scene, life.Target, life.Points, length);
            Clock(life.Scene, life.Target, life.Points, stop).State.ShouldBe(due is { } minute && minute < stop ? ClockState.MetLate : ClockState.Met);
        },
        iter: Cases);

    private static ClockView Clock(CalendarScene scene, Target target, int[] points, int? stop)
    {
        var defaults = AgreementDefaults.Create("UTC");
        var clause = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), target) with { PauseWhile = new PauseCondition(["sql"]) };
        var agreement = defaults with { Calendars = defaults.Calendars.SetItem(AgreementDefaults.Calendar, scene.Calendar.Definition), Clauses = [clause] };
        var rows = points.Select((point, i) => Row(i + 1, scene.At(point), EventType.StageChanged, new StageChanged(i % 2 == 1 ? "sql" : i == 0 ? "mql" : "sal", null)));
        if (stop is { } touched) rows = rows.Append(Row(points.Length + 1, scene.At(touched), EventType.Touched, new Touched("call", null, false)));
        var ledger = new LeadLedger(AgreementBook.Of(new Workspace("scene", "UTC", 1, [agreement])), Rows.Lead, []);
        ledger.Apply(0, Instant.MinValue, [.. rows], scene.At(stop ?? points[^1]));
        return ledger.View()!.Clocks.Single();
    }

    private static JournalRow Row(int seq, Instant at, EventType type, EventData data) => new(seq, Rows.Lead, new LeadEvent($"e{seq}", type, at, at, "test", null, data), OtherValues.None, null);

    /// <summary>The target in minutes of its own time; null where business days end outside the window.</summary>
    private static int? LengthOf(CalendarScene scene, Target target, int start) => target.Unit switch
    {
        TargetUnit.BusinessHours => (int)target.N * 60,
        TargetUnit.BusinessDays => scene.Reference.EndOfBusinessDays(start, (int)target.N) is { } end
            ? scene.Reference.Between(start, (int)(end - scene.At(0)).TotalMinutes) : null,
        _ => (int)target.N,
    };

    /// <summary>Minute by minute: when nothing is left, unless a pause begins before and does not end, or the window does.</summary>
    private static (int? Due, bool Paused) Count(CalendarScene scene, Target target, int[] points, int length)
    {
        var left = length;
        for (var minute = points[0]; minute < scene.Reference.Last; minute++)
        {
            if (left == 0) return (minute, false);
            if (Paused(points, minute)) continue;
            left -= Counts(scene, target, minute) ? 1 : 0;
        }

        return left == 0 ? (scene.Reference.Last, false) : (null, points.Length % 2 == 0);
    }

    private static int Run(CalendarScene scene, Target target, int[] points, int until) =>
        Enumerable.Range(points[0], until - points[0]).Count(minute => !Paused(points, minute) && Counts(scene, target, minute));

    private static bool Counts(CalendarScene scene, Target target, int minute) => !target.CountsOpenTime || scene.Reference.IsOpen(minute);

    private static bool Paused(int[] points, int minute) => points.Count(point => point <= minute) % 2 == 0;
}
