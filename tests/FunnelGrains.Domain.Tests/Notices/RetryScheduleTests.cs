using CsCheck;
using FunnelGrains.Domain.Notices;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Notices;

public sealed class RetryScheduleTests
{
    private static readonly RetrySchedule Usual = new(Duration.FromSeconds(10), Duration.FromHours(3), Duration.FromHours(26));
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 2, 12, 0);

    [Fact]
    public void A_message_is_tried_for_a_day_and_more_with_waits_that_grow_and_then_no_more() => Gen.Double[0, 0.999].Array[100].Sample(draws =>
    {
        var (now, failed, waits) = (Start, 0, new List<Duration>());
        while (Usual.Next(++failed, Start, now, draws[failed], null) is { } next)
        {
            waits.Add(next - now);
            now = next;
        }

        (now - Start).ShouldBe(Duration.FromHours(26), "the last attempt is when the time is over");
        failed.ShouldBeInRange(15, 40);
        for (var i = 0; i < waits.Count - 1; i++)
        {
            var whole = Duration.Min(Duration.FromSeconds(10 * Math.Pow(2, i)), Duration.FromHours(3));
            waits[i].ShouldBeInRange(whole / 2, whole);
        }
    }, iter: 200);

    [Fact]
    public void A_receiver_that_asks_for_time_gets_it_up_to_the_longest_wait()
    {
        Usual.Next(1, Start, Start, 0, Duration.FromMinutes(20)).ShouldBe(Start + Duration.FromMinutes(20));
        Usual.Next(1, Start, Start, 0, Duration.FromDays(20)).ShouldBe(Start + Duration.FromHours(3));
        Usual.Next(1, Start, Start, 0, Duration.FromSeconds(1)).ShouldBe(Start + Duration.FromSeconds(5));
    }
}
