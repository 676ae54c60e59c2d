using FunnelGrains.Domain.Sla;
using FunnelGrains.Web.Reading;
using NodaTime;

namespace FunnelGrains.Web.Tests.Reading;

/// <summary>semantics.md, section 5: how a clock is shown whose due cannot be reached.</summary>
public sealed class ClockBodyTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 2, 12, 0);

    [Fact]
    public void A_clock_without_due_is_shown_with_an_error()
    {
        var body = Shown(ClockState.Running, due: null);
        (body.Due, body.RemainingSeconds, body.Error).ShouldBe((null, null, "no due instant: the calendar is not open for so long within two years"));
        Shown(ClockState.Met, due: null).Error.ShouldNotBeNull();
    }

    [Fact]
    public void One_that_is_paused_or_has_a_due_is_shown_without()
    {
        Shown(ClockState.Paused, due: null).Error.ShouldBeNull();
        Shown(ClockState.Running, Now + Duration.FromHours(1)).ShouldSatisfyAllConditions(body => body.Error.ShouldBeNull(), body => body.RemainingSeconds.ShouldBe(3_600));
    }

    private static ClockBody Shown(ClockState state, Instant? due) =>
        ClockBody.Of(new ClockView("promise", "e1", 1, state, Now, due, null, null, "sales", true, state == ClockState.Paused ? Duration.FromHours(2) : null), Now);
}
