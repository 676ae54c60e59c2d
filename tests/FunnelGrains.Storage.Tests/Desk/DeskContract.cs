using FunnelGrains.Domain.Desk;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Storage.Desk;
using NodaTime;

namespace FunnelGrains.Storage.Tests.Desk;

/// <summary>What every engine promises about what people did about breaches.</summary>
public abstract class DeskContract : StorageContract
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 2, 15, 0);

    private IDesk Desk => Storage.Storage.Desk;

    [Fact]
    public async Task What_was_done_comes_back_after_a_restart()
    {
        DeskDeed[] deeds =
        [
            new(1, DeskDeedKind.Taken, Noon, "ana", "key:x"), new(2, DeskDeedKind.Released, Noon, "ana", "key:x"),
            new(3, DeskDeedKind.Noted, Noon, "bo", "key:y", "é\n\u0000 “ok”", Key: "n-1"), new(4, DeskDeedKind.Resolved, Noon + Duration.FromHours(1), "bo", "key:y", "holiday", "no_capacity"),
        ];
        var resolved = Case("br_1") with { TakenBy = "bo", TakenAt = Noon, Resolution = new DeskResolution("bo", Noon, "holiday", null), Notes = 1 };
        foreach (var deed in deeds) (await Desk.WriteAsync(new DeskWrite("acme", deed.Number < 4 ? Case("br_1") : resolved, deed))).ShouldBeTrue();
        await Storage.ReopenAsync();
        var file = (await Desk.FindAsync("acme", "br_1", Cancel)).ShouldNotBeNull();
        file.Case.ShouldBe(resolved);
        file.Deeds.ShouldBe(deeds);
        (await Desk.FindAsync("acme", "br_2", Cancel)).ShouldBeNull();
        (await Desk.FindAsync("other", "br_1", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_who_write_the_same_number_the_first_wins_and_the_second_writes_nothing()
    {
        (await Desk.WriteAsync(new DeskWrite("acme", Case("br_1") with { TakenBy = "ana" }, new DeskDeed(1, DeskDeedKind.Taken, Noon, "ana", "key:x")))).ShouldBeTrue();
        (await Desk.WriteAsync(new DeskWrite("acme", Case("br_1") with { TakenBy = "bo" }, new DeskDeed(1, DeskDeedKind.Taken, Noon, "bo", "key:y")))).ShouldBeFalse();
        var file = (await Desk.FindAsync("acme", "br_1", Cancel))!;
        (file.Case.TakenBy, file.Deeds.Single().By).ShouldBe(("ana", "ana"));
    }

    [Fact]
    public async Task At_once_only_one_of_many_wins()
    {
        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Desk.WriteAsync(
            new DeskWrite("acme", Case("br_1") with { TakenBy = $"p{n}" }, new DeskDeed(1, DeskDeedKind.Taken, Noon, $"p{n}", "key:x")))));
        won.Count(one => one).ShouldBe(1);
        var file = (await Desk.FindAsync("acme", "br_1", Cancel))!;
        file.Case.TakenBy.ShouldBe($"p{Array.IndexOf(won, true)}");
    }

    [Fact]
    public async Task Many_are_found_at_once_those_that_nothing_was_done_about_are_absent()
    {
        foreach (var id in (string[])["br_1", "br_2"]) await Desk.WriteAsync(new DeskWrite("acme", Case(id), new DeskDeed(1, DeskDeedKind.Taken, Noon, "ana", "key:x")));
        await Desk.WriteAsync(new DeskWrite("other", Case("br_3"), new DeskDeed(1, DeskDeedKind.Taken, Noon, "ana", "key:x")));
        (await Desk.FindAsync("acme", ["br_1", "br_2", "br_3", "br_4"], Cancel)).ShouldBe([Case("br_1"), Case("br_2")], ignoreOrder: true);
        (await Desk.FindAsync("acme", [], Cancel)).ShouldBeEmpty();
    }

    private static DeskCase Case(string id) => new(
        "L-1", new BreachView(id, "accept_mql", "e1", 2, Noon, Noon + Duration.FromMilliseconds(200), null, "sales", ClockState.MetLate, false, false), null, null, null, 0);
}
