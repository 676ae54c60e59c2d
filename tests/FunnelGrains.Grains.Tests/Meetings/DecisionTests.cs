using FunnelGrains.Domain.Meetings;
using FunnelGrains.Grains.Tests.Goals;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Meetings;

public sealed class DecisionTests
{
    private const string Second = "weekly-20261109t1330z";
    private const string Third = "weekly-20261116t1330z";

    [Fact(Timeout = 60_000)]
    public async Task An_open_decision_is_carried_over_until_it_is_done()
    {
        await using var cluster = await MeetingScene.StartAsync();
        await cluster.MadeAsync(MeetingScene.FirstId);
        var first = cluster.Meeting(MeetingScene.FirstId);
        await first.DecideAsync(MeetingScene.Terms("one"), "key:a");
        await first.DecideAsync(MeetingScene.Terms("two"), "key:a");
        await first.ChangeAsync("1", MeetingScene.Terms("one", done: true), "key:b");

        cluster.MoveTo(MeetingScene.First + Duration.FromDays(7));
        (await cluster.MadeAsync(Second)).Decisions.Select(one => (one.Meeting, one.Decision.Id, one.Decision.Terms.Text, one.Carried)).ShouldBe([(MeetingScene.FirstId, "2", "two", true)]);
        await cluster.Meeting(Second).DecideAsync(MeetingScene.Terms("three"), "key:a");
        await first.ChangeAsync("2", MeetingScene.Terms("two", done: true), "key:b");
        // Written down late, in the minutes of the first.
        await first.DecideAsync(MeetingScene.Terms("late"), "key:a");

        cluster.MoveTo(MeetingScene.First + Duration.FromDays(14));
        (await cluster.MadeAsync(Third)).Decisions.Select(one => one.Decision.Terms.Text).ShouldBe(["late", "three"]);
        // What became of it is seen where it was carried to.
        (await cluster.Meeting(Second).ReadAsync())!.Decisions.Select(one => (one.Decision.Terms.Text, one.Decision.Terms.Done)).ShouldBe([("two", true), ("three", false)]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_decision_that_is_opened_again_is_carried_over_again()
    {
        await using var cluster = await MeetingScene.StartAsync();
        await cluster.MadeAsync(MeetingScene.FirstId);
        var first = cluster.Meeting(MeetingScene.FirstId);
        await first.DecideAsync(MeetingScene.Terms("one", done: true), "key:a");
        cluster.MoveTo(MeetingScene.First + Duration.FromDays(7));
        (await cluster.MadeAsync(Second)).Decisions.ShouldBeEmpty();
        await first.ChangeAsync("1", MeetingScene.Terms("one"), "key:a");
        cluster.MoveTo(MeetingScene.First + Duration.FromDays(14));
        (await cluster.MadeAsync(Third)).Decisions.ShouldHaveSingleItem().Carried.ShouldBeTrue();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_meeting_of_the_other_kind_carries_nothing_over()
    {
        await using var cluster = await MeetingScene.StartAsync();
        await cluster.MadeAsync(MeetingScene.FirstId);
        await cluster.Meeting(MeetingScene.FirstId).DecideAsync(MeetingScene.Terms("one"), "key:a");
        cluster.MoveTo(MeetingScene.First + Duration.FromMinutes(30));
        (await cluster.MadeAsync("month-20261102t1400z")).Decisions.ShouldBeEmpty();
    }

    [Fact(Timeout = 60_000)]
    public async Task Decisions_and_notes_say_who_wrote_and_changed_them_and_survive_a_kill()
    {
        var cluster = await MeetingScene.StartAsync();
        await cluster.MadeAsync(MeetingScene.FirstId);
        var created = cluster.Now;
        await cluster.Meeting(MeetingScene.FirstId).DecideAsync(MeetingScene.Terms("one"), "key:a");
        await cluster.Meeting(MeetingScene.FirstId).NoteAsync("all went well", "key:c");
        cluster.Time.Advance(TimeSpan.FromMinutes(1));
        await cluster.Meeting(MeetingScene.FirstId).ChangeAsync("1", MeetingScene.Terms("one", done: true), "key:b");
        (await cluster.Meeting(MeetingScene.FirstId).ChangeAsync("7", MeetingScene.Terms("x"), "key:b")).ShouldBeNull();
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        var read = (await cluster.Meeting(MeetingScene.FirstId).ReadAsync())!;
        read.Decisions.ShouldHaveSingleItem().Decision.ShouldBe(
            new Decision("1", MeetingScene.Terms("one", done: true), created, "key:a", created + Duration.FromMinutes(1), "key:b"));
        (read.Notes!.Text, read.Notes.ChangedBy, read.Notes.ChangedAt).ShouldBe(("all went well", "key:c", created));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_decision_whose_write_fails_is_not_there_and_a_meeting_without_figures_takes_none()
    {
        await using var cluster = await MeetingScene.StartAsync();
        await cluster.MadeAsync(MeetingScene.FirstId);
        cluster.Faults["meeting"] = StorageFault.Before;
        await Should.ThrowAsync<Exception>(() => cluster.Meeting(MeetingScene.FirstId).DecideAsync(MeetingScene.Terms("one"), "key:a"));
        cluster.Faults.Clear();
        (await cluster.Meeting(MeetingScene.FirstId).ReadAsync())!.Decisions.ShouldBeEmpty();
        (await cluster.Meeting("none").DecideAsync(MeetingScene.Terms("one"), "key:a")).ShouldBeNull();
        (await cluster.Meeting("none").NoteAsync("x", "key:a")).ShouldBeFalse();
    }
}
