using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;

namespace FunnelGrains.Domain.Tests.Goals;

public class GoalDefinitionTests
{
    private static readonly GoalDefinition Mqls = new("marketing", GoalMetric.Entered, GoalPeriod.Month, 200, GoalKind.Reach, Stage: "mql");

    [Fact]
    public void A_goal_of_each_metric_can_be_set()
    {
        Mqls.Validate().ShouldBeEmpty();
        (Mqls with { Metric = GoalMetric.Won, Stage = null }).Validate().ShouldBeEmpty();
        (Mqls with { Metric = GoalMetric.Touches, Stage = null, Filter = By("owner", "ana") }).Validate().ShouldBeEmpty();
        (Mqls with { Metric = GoalMetric.Revenue, Stage = null, Currency = "BRL" }).Validate().ShouldBeEmpty();
        (Mqls with { Metric = GoalMetric.Compliance, Stage = null, Clause = "accept_mql", Target = 1 }).Validate().ShouldBeEmpty();
        (Mqls with { Metric = GoalMetric.FirstTouch, Stage = null, Kind = GoalKind.Below, Target = 0 }).Validate().ShouldBeEmpty();
    }

    [Fact]
    public void A_volume_promise_is_a_goal()
    {
        // Marketing delivers 640 MQLs a month.
        var promise = new GoalTemplate("mqls", new LocalText("MQLs", "MQLs"), Mqls with { Target = 640 });
        AgreementRules.Check(AgreementDefaults.Create("UTC") with { Goals = [promise] }).ShouldBeEmpty();
        AgreementRules.Check(AgreementDefaults.Create("UTC") with { Goals = [promise with { Goal = promise.Goal with { Target = 0 } }] }).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_metric_needs_what_it_measures()
    {
        Errors(Mqls with { Stage = null }).ShouldBe(["/stage"]);
        Errors(Mqls with { Metric = GoalMetric.Compliance, Stage = null, Target = 0.9m }).ShouldBe(["/clause"]);
        Errors(Mqls with { Metric = GoalMetric.Revenue, Stage = null }).ShouldBe(["/currency"]);
    }

    [Fact]
    public void A_metric_refuses_what_belongs_to_another() =>
        Errors(Mqls with { Clause = "accept_mql", Currency = "BRL" }).ShouldBe(["/clause", "/currency"]);

    [Fact]
    public void A_target_is_more_than_nothing_unless_it_is_one_to_stay_below()
    {
        Errors(Mqls with { Target = 0 }).ShouldBe(["/target"]);
        Errors(Mqls with { Target = -1, Kind = GoalKind.Below }).ShouldBe(["/target"]);
        Errors(Mqls with { Target = 0, Kind = GoalKind.Below }).ShouldBeEmpty();
        Errors(Mqls with { Target = 1_000_000_000_001m }).ShouldBe(["/target"]);
    }

    [Fact]
    public void A_target_has_at_most_six_decimals()
    {
        Errors(Mqls with { Target = 0.000001m }).ShouldBeEmpty();
        Errors(Mqls with { Target = 0.0000011m }).ShouldBe(["/target"]);
    }

    [Fact]
    public void Two_definitions_say_the_same_when_their_filters_do()
    {
        (Mqls with { Filter = By("source", "ads") }).IsSameAs(Mqls with { Filter = By("source", "ads") }).ShouldBeTrue();
        (Mqls with { Filter = By("source", "ads") }).IsSameAs(Mqls with { Filter = By("source", "mail") }).ShouldBeFalse();
        Mqls.IsSameAs(Mqls with { Filter = By("source", "ads") }).ShouldBeFalse();
        Mqls.IsSameAs(Mqls with { Target = 201 }).ShouldBeFalse();
    }

    [Fact]
    public void More_than_full_compliance_cannot_be_a_target() =>
        Errors(Mqls with { Metric = GoalMetric.Compliance, Stage = null, Clause = "accept_mql", Target = 90 }).ShouldBe(["/target"]);

    [Fact]
    public void A_filter_names_exactly_one_dimension_and_a_value()
    {
        Errors(Mqls with { Filter = By("colour", "red") }).ShouldBe(["/filter/colour"]);
        Errors(Mqls with { Filter = By("source", "") }).ShouldBe(["/filter/source"]);
        Errors(Mqls with { Filter = By("source", "paid").Add("team", "sales") }).ShouldBe(["/filter"]);
        Errors(Mqls with { Filter = ImmutableSortedDictionary<string, string>.Empty }).ShouldBe(["/filter"]);
    }

    [Fact]
    public void All_errors_are_told_at_once_below_the_given_pointer()
    {
        var wrong = new GoalDefinition(" ", (GoalMetric)9, (GoalPeriod)9, 0, (GoalKind)9, Currency: "brl");
        wrong.Validate("/goals/0").Select(error => error.Pointer).ShouldBe(
            ["/goals/0/team", "/goals/0/metric", "/goals/0/period", "/goals/0/kind", "/goals/0/target", "/goals/0/currency", "/goals/0/currency"]);
    }

    [Fact]
    public void Metric_period_and_kind_have_the_names_of_the_public_contract()
    {
        Names<GoalMetric>().ShouldBe(["entered", "won", "revenue", "touches", "compliance", "first_touch"]);
        Names<GoalPeriod>().ShouldBe(["week", "month", "quarter"]);
        Names<GoalKind>().ShouldBe(["reach", "above", "below"]);
        Names<GoalStatus>().ShouldBe(["no_verdict", "on_track", "behind", "at_risk", "reached", "missed"]);
    }

    private static ImmutableSortedDictionary<string, string> By(string name, string value) =>
        ImmutableSortedDictionary<string, string>.Empty.Add(name, value);

    private static IEnumerable<string> Errors(GoalDefinition goal) => goal.Validate().Select(error => error.Pointer);

    private static IEnumerable<string> Names<T>() where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => JsonSerializer.SerializeToElement(value).GetString()!);
}
