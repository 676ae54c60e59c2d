using FunnelGrains.Domain.Funnel;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Funnel;

/// <summary>semantics.md, section 3: one sample a cycle and stage.</summary>
public sealed class TimeInStageRules
{
    [Fact]
    public void A_sample_is_given_when_the_cycle_enters_a_later_stage()
    {
        var lead = new LeadScene().At("2026-11-02 09:00").Captured().At("2026-11-03 10:00").To("mql");
        lead.CountOn("2026-11-03", Measure.StayElapsed, Key("lead", Duration.FromHours(25))).ShouldBe(1);
        lead.CountOn("2026-11-03", Measure.StayBusiness, Key("lead", Duration.FromHours(9))).ShouldBe(1, "8 hours on Monday, one on Tuesday");
        Samples(lead, "mql").ShouldBe(0);
    }

    [Fact]
    public void Going_back_gives_no_sample_of_the_stage_left() =>
        Samples(new LeadScene().Captured().To("mql").At("10:00").To("lead"), "mql").ShouldBe(0);

    [Fact]
    public void It_is_the_sum_of_the_stays_and_keeps_its_day()
    {
        var lead = new LeadScene().At("2026-11-02 09:00").To("mql").At("2026-11-02 10:00").To("sal").At("2026-11-03 09:00").To("mql").At("2026-11-03 11:00").To("sal");
        lead.CountOn("2026-11-02", Measure.StayElapsed, Key("mql", Duration.FromHours(3))).ShouldBe(1);
        Samples(lead, "mql").ShouldBe(1);
    }

    [Fact]
    public void A_skipped_stage_gives_no_sample() => Samples(new LeadScene().Captured().At("10:00").To("sql").At("11:00").Lost(), "sal").ShouldBe(0);

    [Theory, InlineData("won"), InlineData("lost"), InlineData("rejected"), InlineData("recycled")]
    public void The_end_of_the_cycle_gives_the_sample_of_the_stage_it_ended_in(string end)
    {
        var lead = new LeadScene().At("2026-11-02 09:00").To("sql").At("2026-11-02 11:00");
        lead = end switch { "won" => lead.Won(), "lost" => lead.Lost(), "rejected" => lead.Rejected(), _ => lead.Recycled() };
        lead.Count(Measure.StayElapsed, Key("sql", Duration.FromHours(2))).ShouldBe(1);
    }

    [Fact]
    public void A_reopening_takes_the_sample_back_until_the_stage_is_left_again()
    {
        var lead = new LeadScene().At("2026-11-02 09:00").To("sql").At("10:00").Lost().At("2026-11-03 09:00").To("sql");
        Samples(lead, "sql").ShouldBe(0);
        lead.At("2026-11-03 10:00").Lost().CountOn("2026-11-03", Measure.StayElapsed, Key("sql", Duration.FromHours(2))).ShouldBe(1, "the time lost is no stay");
    }

    [Fact]
    public void Each_cycle_gives_its_own() =>
        Samples(new LeadScene().To("mql").At("10:00").Recycled("mql").At("11:00").To("sal"), "mql").ShouldBe(2);

    [Fact]
    public void A_sample_belongs_to_the_stages_team_and_the_owner_of_the_moment_it_is_given()
    {
        var lead = new LeadScene().To("mql").At("09:30").Assigned("ana").At("10:00").To("sal");
        lead.CountBy(Dimension.Team, "marketing", Measure.StayElapsed, Key("mql", Duration.FromHours(1))).ShouldBe(1);
        lead.CountBy(Dimension.Owner, "ana", Measure.StayElapsed, Key("mql", Duration.FromHours(1))).ShouldBe(1);
    }

    private static long Samples(LeadScene lead, string stage) => lead.Counts()
        .Where(pair => pair.Key is { Measure: Measure.StayElapsed, Dimension: Dimension.All } && pair.Key.Key.StartsWith(stage + "|", StringComparison.Ordinal))
        .Sum(pair => pair.Value);

    private static string Key(string stage, Duration duration) => $"{stage}|{DurationHistogram.Name(DurationHistogram.Bucket(duration))}";
}
