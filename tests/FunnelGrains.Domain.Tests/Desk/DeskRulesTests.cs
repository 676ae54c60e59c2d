using FunnelGrains.Domain.Desk;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Desk;

/// <summary>What may be done about a breach, sentence by sentence.</summary>
public sealed class DeskRulesTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 2, 15, 0);

    [Fact]
    public void Who_takes_a_breach_first_has_it_and_the_second_is_told_of_him()
    {
        var taken = Done(BreachCase.None, Take("ana"));
        (taken.TakenBy, taken.TakenAt).ShouldBe(("ana", Noon));
        Refused(taken, Take("bo")).ShouldBe("it is taken by ana since 2026-11-02T15:00:00Z");
    }

    [Fact]
    public void Taking_what_is_yours_does_nothing_and_is_no_error()
    {
        var taken = Done(BreachCase.None, Take("ana"));
        DeskRules.Decide(taken, Take("ana"), false, Noon).ShouldBe(DeskDecision.Nothing);
        DeskRules.Decide(taken, Take("ana"), true, Noon).ShouldBe(DeskDecision.Nothing);
    }

    [Fact]
    public void What_is_released_can_be_taken_by_another_and_releasing_it_again_does_nothing()
    {
        var free = Done(Done(BreachCase.None, Take("ana")), Release("ana"));
        (free.TakenBy, free.TakenAt).ShouldBe((null, null));
        DeskRules.Decide(free, Release("bo"), false, Noon).ShouldBe(DeskDecision.Nothing);
        Done(free, Take("bo")).TakenBy.ShouldBe("bo");
    }

    [Fact]
    public void What_somebody_else_has_taken_is_released_by_force_alone()
    {
        var taken = Done(BreachCase.None, Take("ana"));
        Refused(taken, Release("bo")).ShouldStartWith("it is taken by ana");
        var forced = Done(taken, Release("bo") with { Force = true });
        (forced.TakenBy, forced.Deeds[^1].By).ShouldBe((null, "bo"));
    }

    [Fact]
    public void A_resolution_has_a_reason_and_ends_taking_and_releasing_but_not_notes()
    {
        var resolved = Done(Done(BreachCase.None, Take("ana")), Resolve("ana"));
        (resolved.TakenBy, resolved.Resolution!.Text, resolved.Resolution.Code).ShouldBe(("ana", "holiday", "no_capacity"));
        Refused(resolved, Take("bo")).ShouldBe("it was resolved by ana at 2026-11-02T15:00:00Z");
        Refused(resolved, Release("ana")).ShouldStartWith("it was resolved by ana");
        Refused(resolved, Resolve("bo")).ShouldStartWith("it was resolved by ana");
        Done(resolved, Note("bo", "seen")).Notes.ShouldBe(1);
    }

    [Fact]
    public void Resolving_it_likewise_again_does_nothing()
    {
        var resolved = Done(BreachCase.None, Resolve("ana"));
        DeskRules.Decide(resolved, Resolve("ana"), false, Noon + Duration.FromHours(1)).ShouldBe(DeskDecision.Nothing);
        DeskRules.Decide(resolved, Resolve("ana") with { Text = "something else" }, false, Noon).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void What_somebody_else_has_taken_is_not_resolved() =>
        Refused(Done(BreachCase.None, Take("ana")), Resolve("bo")).ShouldStartWith("it is taken by ana");

    [Fact]
    public void A_rescinded_breach_is_neither_taken_nor_resolved_but_released_and_noted()
    {
        var taken = Done(BreachCase.None, Take("ana"));
        DeskRules.Decide(BreachCase.None, Take("ana"), true, Noon).Refusal!.ShouldStartWith("it was rescinded");
        DeskRules.Decide(taken, Resolve("ana"), true, Noon).Refusal!.ShouldStartWith("it was rescinded");
        DeskRules.Decide(taken, Release("ana"), true, Noon).Deed.ShouldNotBeNull();
        DeskRules.Decide(taken, Note("bo", "why?"), true, Noon).Deed.ShouldNotBeNull();
    }

    [Fact]
    public void A_repeat_with_the_same_id_is_known_and_another_thing_with_that_id_is_refused()
    {
        var note = Note("ana", "called") with { Key = "n-1" };
        var noted = Done(BreachCase.None, note);
        DeskRules.Decide(noted, note, false, Noon + Duration.FromHours(1)).ShouldBe(DeskDecision.Nothing);
        Refused(noted, note with { Text = "wrote" }).ShouldStartWith("the id n-1 was given");
        Done(noted, Note("ana", "called")).Notes.ShouldBe(2, "without an id each is a note of its own");
    }

    [Fact]
    public void No_case_grows_without_end()
    {
        var full = BreachCase.Of(Enumerable.Range(1, DeskRules.MostDeeds).Select(n => new DeskDeed(n, DeskDeedKind.Noted, Noon, "ana", "key:x", "…")));
        Refused(full, Note("ana", "one more")).ShouldStartWith("500 things");
        DeskRules.Decide(full, Release("ana"), false, Noon).ShouldBe(DeskDecision.Nothing);
    }

    [Fact]
    public void Numbers_have_no_gaps() =>
        Done(Done(BreachCase.None, Take("ana")), Note("ana", "called")).Deeds.Select(deed => deed.Number).ShouldBe([1, 2]);

    [Theory]
    [InlineData(DeskDeedKind.Taken, "", null, null, null, "/by")]
    [InlineData(DeskDeedKind.Taken, "a\nb", null, null, null, "/by")]
    [InlineData(DeskDeedKind.Noted, "ana", null, null, null, "/text")]
    [InlineData(DeskDeedKind.Noted, "ana", " ", null, null, "/text")]
    [InlineData(DeskDeedKind.Resolved, "ana", null, null, null, "/reason")]
    [InlineData(DeskDeedKind.Resolved, "ana", "x", "No Capacity", null, "/code")]
    [InlineData(DeskDeedKind.Noted, "ana", "x", null, "", "/id")]
    public void What_is_wrong_with_an_order_is_named(DeskDeedKind kind, string by, string? text, string? code, string? key, string pointer) =>
        new DeskOrder(kind, by, "key:x", text, code, key).Validate().Select(error => error.Pointer).ShouldBe([pointer]);

    [Fact]
    public void A_text_has_a_bound() => Note("ana", new string('x', DeskOrder.LongestText + 1)).Validate().Single().Pointer.ShouldBe("/text");

    private static DeskOrder Take(string by) => new(DeskDeedKind.Taken, by, "key:x");

    private static DeskOrder Release(string by) => new(DeskDeedKind.Released, by, "key:x");

    private static DeskOrder Note(string by, string text) => new(DeskDeedKind.Noted, by, "key:x", text);

    private static DeskOrder Resolve(string by) => new(DeskDeedKind.Resolved, by, "key:x", "holiday", "no_capacity");

    private static BreachCase Done(BreachCase now, DeskOrder order)
    {
        order.Validate().ShouldBeEmpty();
        return now.After(DeskRules.Decide(now, order, false, Noon).Deed.ShouldNotBeNull());
    }

    private static string Refused(BreachCase now, DeskOrder order) => DeskRules.Decide(now, order, false, Noon).Refusal.ShouldNotBeNull();
}
