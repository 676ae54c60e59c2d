using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Notices;

/// <summary>Whom the steps of escalations are for.</summary>
public sealed class RecipientTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 2, 18, 0);

    private static readonly Clause Touch = Promises.Clause(new StageEntered(["mql"]), new TouchNumber(1), new Target(4, TargetUnit.BusinessHours)) with
    {
        Escalation =
        [
            new EscalationStep("first", new ClauseMoment(Share: 1), [new EscalationTarget(EscalationRole.Owner), new EscalationTarget(EscalationRole.Channel, "deals")]),
            new EscalationStep("boss", new ClauseMoment(AfterSeconds: 3_600), [new EscalationTarget(EscalationRole.TeamManager)]),
        ],
    };

    [Fact]
    public void A_step_is_for_the_owner_the_team_s_manager_and_channels_by_name()
    {
        var book = Promises.Book(Touch);
        Recipients.Of(Step("first", "ana"), book)!.Value.ShouldBe(["owner:ana", "channel:deals"]);
        Recipients.Of(Step("boss", "ana"), book)!.Value.ShouldBe(["manager:sales"]);
        Recipients.Of(Step("first", null), book)!.Value.ShouldBe(["channel:deals"], "a lead without an owner has none to tell");
        Recipients.Of(Step("unknown", "ana"), book)!.Value.ShouldBeEmpty();
        Recipients.Of(Step(null, "ana"), book).ShouldBeNull("a warning is no step");
    }

    [Fact]
    public void The_version_in_force_when_the_step_came_says_whom_else_the_last_before_it_that_has_the_step()
    {
        var defaults = AgreementDefaults.Create("America/Sao_Paulo");
        var others = Touch with { Escalation = [Touch.Escalation!.Value[0] with { To = [new EscalationTarget(EscalationRole.TeamManager)] }] };
        var book = AgreementBook.Of(new Workspace(
            "w", "America/Sao_Paulo", 1, [defaults with { Clauses = [Touch] }, defaults with { Version = 2, InForceFrom = At, Clauses = [others] }]));
        Recipients.Of(Step("first", "ana", At - Duration.FromSeconds(1)), book)!.Value.ShouldBe(["owner:ana", "channel:deals"]);
        Recipients.Of(Step("first", "ana", At), book)!.Value.ShouldBe(["manager:sales"]);
        Recipients.Of(Step("boss", "ana", At), book)!.Value.ShouldBe(["manager:sales"], "of the version before");
    }

    [Fact]
    public void An_endpoint_that_stands_for_somebody_is_told_his_steps_and_no_others()
    {
        var book = Promises.Book(Touch);
        var ana = Settings(["sla.warned"], "owner:ana");
        Wants(ana, Step("first", "ana")).ShouldBeTrue();
        Wants(ana, Step("first", "bo")).ShouldBeFalse();
        Wants(ana, Step("boss", "ana")).ShouldBeFalse();
        Wants(ana, Step(null, "bo")).ShouldBeTrue("it takes warnings by their type");
        Wants(Settings([], "owner:ana"), Step("first", "ana")).ShouldBeTrue("steps need no type");
        Wants(Settings([], "owner:ana"), Step(null, "ana")).ShouldBeFalse();
        Wants(Settings([], "owner:ana") with { Teams = ["marketing"] }, Step("first", "ana")).ShouldBeFalse("filters hold");
        Wants(Settings(["sla.warned"]), Step("boss", "bo")).ShouldBeTrue("who stands for nobody is told all");
        Wants(Settings(["sla.breached"]), Step("boss", "bo")).ShouldBeFalse();

        bool Wants(EndpointSettings settings, Announcement step) => settings.Wants(step, Recipients.Of(step, book));
    }

    [Theory]
    [InlineData("owner:ana", true)]
    [InlineData("manager:sales", true)]
    [InlineData("channel:deals won", true)]
    [InlineData("owner:", false)]
    [InlineData("Owner:ana", false)]
    [InlineData("ana", false)]
    [InlineData("channel:a\nb", false)]
    public void A_recipient_has_its_kind_before_its_name(string text, bool isOne)
    {
        Recipients.IsOne(text).ShouldBe(isOne);
        string[] wrong = isOne ? [] : ["/recipients/0"];
        Settings([], text).Validate().Select(error => error.Pointer).ShouldBe(wrong);
    }

    [Fact]
    public void An_endpoint_that_asks_for_nothing_and_stands_for_nobody_is_refused() =>
        Settings([]).Validate().Single().Pointer.ShouldBe("/types");

    [Fact]
    public void A_step_says_which_it_is() =>
        NoticeText.Of([Step("boss", "ana")], new Dictionary<string, int> { ["sla.warned"] = 1 }, "pt", DateTimeZone.Utc, _ => new LocalText("Vendas contata", "Sales touches")).Whole
            .ShouldBe("Escalonamento boss: Vendas contata (lead L-1), prazo 02/11 18:00, responsável ana");

    private static EndpointSettings Settings(string[] types, params string[] recipients) =>
        new(EndpointKind.Slack, "x", "https://example.com/x", [.. types], [], [], "en", [.. recipients]);

    private static Announcement Step(string? step, string? owner, Instant? at = null) => Announcement.Of(new JournalRow(
        1, "L-1", new LeadEvent("wn_1", EventType.SlaWarned, At, At, "system", null, new SlaWarned("promise", "e1", 1, "share:1", step, at ?? At, At, owner, "sales")), OtherValues.None, null))!;
}
