using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Previewing;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Agreements;

/// <summary>What a version would do to open clocks when it takes force.</summary>
public sealed class PreviewRules
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 2, 12, 0);
    private static readonly Agreement First = AgreementDefaults.Create("UTC") is var made
        ? made with { Clauses = [made.Clauses[0] with { Target = new Target(60, TargetUnit.ElapsedMinutes) }] } : null!;

    [Theory]
    [InlineData(120, AgreementScope.OpenClocks, PreviewEffect.DueChanges, 120)]
    [InlineData(10, AgreementScope.OpenClocks, PreviewEffect.Breaches, 30)]
    [InlineData(60, AgreementScope.OpenClocks, PreviewEffect.Moves, 60)]
    [InlineData(120, AgreementScope.NewClocks, PreviewEffect.Stays, 60)]
    public void A_clock_that_runs_when_the_version_takes_force_is_told_with_both_dues(int target, AgreementScope scope, PreviewEffect effect, int due)
    {
        var clock = Of(First with { Scope = scope, Clauses = [First.Clauses[0] with { Target = new Target(target, TargetUnit.ElapsedMinutes) }] }).ShouldHaveSingleItem();
        (clock.Clause, clock.StartEvent, clock.Effect).ShouldBe(("accept_mql", "e1", effect));
        (clock.OldDue, clock.NewDue).ShouldBe((Start + Duration.FromMinutes(60), Start + Duration.FromMinutes(due)));
    }

    [Fact]
    public void A_clock_whose_clause_is_gone_is_cancelled()
    {
        var clock = Of(First with { Scope = AgreementScope.OpenClocks, Clauses = [] }).ShouldHaveSingleItem();
        (clock.Effect, clock.NewDue).ShouldBe((PreviewEffect.Cancelled, null));
    }

    [Fact]
    public void A_clock_that_is_past_due_by_then_is_not_told() => Of(First with { Scope = AgreementScope.OpenClocks }, afterMinutes: 61).ShouldBeEmpty();

    private static List<PreviewedClock> Of(Agreement next, int afterMinutes = 30)
    {
        var book = AgreementBook.Of(new Workspace("acme", "UTC", 1, [First, next with { Version = 2, InForceFrom = Start + Duration.FromMinutes(afterMinutes) }]));
        var entered = new LeadEvent("e1", EventType.StageChanged, Start, Start, "test", null, new StageChanged("mql", null));
        return [.. AgreementPreviews.Of(book, "L-1", [new JournalRow(1, "L-1", entered, OtherValues.None, null)])];
    }
}
