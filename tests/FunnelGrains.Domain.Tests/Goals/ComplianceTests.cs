using FunnelGrains.Domain.Goals;

namespace FunnelGrains.Domain.Tests.Goals;

public class ComplianceTests
{
    [Fact]
    public void Compliance_is_the_share_of_the_judged_that_were_met() => Compliance.Of(met: 9, breached: 3).ShouldBe(0.75m);

    [Fact]
    public void Without_a_judged_clock_compliance_has_no_value() => Compliance.Of(met: 0, breached: 0).ShouldBeNull();

    [Theory]
    [InlineData(0.9, 5, 0, 5, 1)]
    [InlineData(0.9, 5, 0, 4, 0)]
    [InlineData(0.9, 80, 3, 17, 7)]
    [InlineData(0.9, 0, 0, 0, 0)]
    [InlineData(1, 99, 0, 1, 0)]
    public void Misses_still_allowed_count_the_clocks_still_open(double target, int met, int breached, int open, int allowed) =>
        Compliance.MissesStillAllowed((decimal)target, met, breached, open).ShouldBe(allowed);

    [Fact]
    public void Misses_still_allowed_may_be_negative() => Compliance.MissesStillAllowed(0.9m, met: 6, breached: 4, open: 0).ShouldBe(-3);

    [Fact]
    public void Misses_are_worked_out_in_decimals() => Compliance.MissesStillAllowed(0.7m, met: 10, breached: 0, open: 0).ShouldBe(3);
}
