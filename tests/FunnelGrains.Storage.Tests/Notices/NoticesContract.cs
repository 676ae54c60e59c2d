using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Notices;
using NodaTime;

namespace FunnelGrains.Storage.Tests.Notices;

/// <summary>What every engine promises about messages that go out.</summary>
public abstract class NoticesContract : StorageContract
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 2, 12, 0);

    private INotices Notices => Storage.Storage.Notices;

    [Fact]
    public async Task What_is_written_comes_back_after_a_restart()
    {
        var claim = await Notices.ClaimAsync("acme");
        (claim.Endpoints.Count, claim.Cursors.Count, claim.LastAttempts.Count).ShouldBe((0, 0, 0));
        Notice[] added = [New("b", 2), New("a", 2), New("c", 1) with { FirstTriedAt = Noon, Attempts = 3, Reason = "timeout", Detail = "é\u0000" }];
        (await WriteAsync(claim, write => write with
        {
            Cursors = [(0, 7), (3, 9)],
            Endpoints = [new("crm", """{"a":"é"}"""), new("ops", "{}")],
            Added = added,
            Attempts = [new("crm", 1, "a", Noon, Duration.FromMilliseconds(12), 1, "refused", "answered 500", 500), new("crm", 2, "a", Noon, Duration.Zero, 2, "delivered", null, null)],
        })).ShouldBeTrue();
        await Storage.ReopenAsync();

        (await Notices.ReadWaitingAsync("acme", "crm", 10, Cancel)).ShouldBe([added[2], added[1], added[0]]);
        (await Notices.ReadWaitingAsync("acme", "crm", 1, Cancel)).ShouldBe([added[2]]);
        (await Notices.FindAsync("acme", "crm", "c", Cancel)).ShouldBe(added[2]);
        (await Notices.ReadAttemptsAsync("acme", "crm", null, 10, Cancel)).Select(one => (one.Number, one.Code, one.Took)).ShouldBe([(2, null, Duration.Zero), (1, 500, Duration.FromMilliseconds(12))]);
        (await Notices.ReadAttemptsAsync("acme", "crm", 2, 10, Cancel)).Single().Detail.ShouldBe("answered 500");
        (await Notices.WorkspacesAsync(Cancel)).ShouldBe(["acme"]);
        var next = await Notices.ClaimAsync("acme");
        next.Number.ShouldBe(claim.Number + 1);
        next.Endpoints.ShouldBe([new NoticeEndpoint("crm", """{"a":"é"}"""), new NoticeEndpoint("ops", "{}")]);
        next.Cursors.ShouldBe(new Dictionary<int, long> { [0] = 7, [3] = 9 }, ignoreOrder: true);
        next.LastAttempts.ShouldBe(new Dictionary<string, long> { ["crm"] = 2 });
    }

    [Fact]
    public async Task Who_claimed_before_another_writes_nothing()
    {
        var first = await Notices.ClaimAsync("acme");
        var second = await Notices.ClaimAsync("acme");
        (await WriteAsync(first, write => write with { Cursors = [(0, 7)], Added = [New("a", 0)] })).ShouldBeFalse();
        (await WriteAsync(second, write => write with { Cursors = [(0, 3)] })).ShouldBeTrue();
        (await Notices.ReadWaitingAsync("acme", "crm", 10, Cancel)).ShouldBeEmpty();
        (await Notices.ClaimAsync("acme")).Cursors[0].ShouldBe(3);
        (await Notices.ClaimAsync("other")).Number.ShouldBe(1, "each workspace has its own");
    }

    [Fact]
    public async Task A_message_that_is_there_stays_as_it_is_when_it_is_added_again_and_one_that_is_gone_stays_away_when_it_changes()
    {
        var claim = await Notices.ClaimAsync("acme");
        await WriteAsync(claim, write => write with { Added = [New("a", 0)] });
        await WriteAsync(claim, write => write with { Added = [New("a", 5), New("b", 5)], Changed = [New("z", 0)] });
        (await Notices.ReadWaitingAsync("acme", "crm", 10, Cancel)).ShouldBe([New("a", 0), New("b", 5)]);
        var dead = New("b", 5) with { Dead = true, Attempts = 9, Reason = "timeout" };
        await WriteAsync(claim, write => write with { Changed = [dead], Done = [("crm", "a")] });
        (await Notices.ReadWaitingAsync("acme", "crm", 10, Cancel)).ShouldBeEmpty();
        (await Notices.ReadDeadAsync("acme", "crm", null, 10, Cancel)).ShouldBe([dead]);
        (await Notices.ReadDeadAsync("acme", "crm", "b", 10, Cancel)).ShouldBeEmpty();
        (await Notices.CountAsync("acme", Cancel)).ShouldBe([new NoticeCount("crm", 0, 1)]);
        await WriteAsync(claim, write => write with { ForgetDeadBefore = Noon });
        (await Notices.CountAsync("acme", Cancel)).Count.ShouldBe(1, "it is no older than that");
        await WriteAsync(claim, write => write with { ForgetDeadBefore = Noon + Duration.FromMilliseconds(1) });
        (await Notices.CountAsync("acme", Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endpoint_is_forgotten_with_all_that_is_its_own()
    {
        var claim = await Notices.ClaimAsync("acme");
        NoticeAttempt tried = new("crm", 1, "a", Noon, Duration.Zero, 1, "delivered", null, 200);
        await WriteAsync(claim, write => write with
        {
            Endpoints = [new("crm", "{}"), new("ops", "{}")],
            Added = [New("a", 0), New("a", 0) with { Endpoint = "ops" }],
            Attempts = [tried, tried with { Endpoint = "ops" }],
        });
        await WriteAsync(claim, write => write with { Forgotten = ["crm"] });
        (await Notices.CountAsync("acme", Cancel)).ShouldBe([new NoticeCount("ops", 1, 0)]);
        (await Notices.ReadAttemptsAsync("acme", "crm", null, 10, Cancel)).ShouldBeEmpty();
        (await Notices.ClaimAsync("acme")).Endpoints.Single().Id.ShouldBe("ops");
    }

    [Fact]
    public async Task What_waits_for_somebody_s_hours_comes_back_in_order_waits_on_when_it_is_told_to_and_goes_with_its_message()
    {
        var claim = await Notices.ClaimAsync("acme");
        HeldAnnouncement[] held = [new("ops", "wn_1", Noon, """{"é":1}"""), new("crm", "wn_2", Noon, "{}"), new("crm", "wn_1", Noon, "{}"), new("crm", "wn_3", Noon + Duration.FromHours(1), "{}")];
        await WriteAsync(claim, write => write with { Held = held });
        await Storage.ReopenAsync();
        (await Notices.ReadHeldAsync("acme", Noon - Duration.FromMilliseconds(1), 10, Cancel)).ShouldBeEmpty();
        (await Notices.ReadHeldAsync("acme", Noon, 10, Cancel)).ShouldBe([held[2], held[1], held[0]]);
        (await Notices.ReadHeldAsync("acme", Noon, 2, Cancel)).ShouldBe([held[2], held[1]]);
        (await Notices.ReadHeldAsync("other", Noon, 2, Cancel)).ShouldBeEmpty();
        await WriteAsync(claim, write => write with { Added = [New("a", 0)], LetGo = [("crm", "wn_1")], Held = [held[1] with { Until = Noon + Duration.FromHours(2) }] });
        (await Notices.ReadHeldAsync("acme", Noon + Duration.FromHours(2), 10, Cancel)).Select(one => (one.Endpoint, one.Id)).ShouldBe([("ops", "wn_1"), ("crm", "wn_3"), ("crm", "wn_2")]);
        await WriteAsync(claim, write => write with { Forgotten = ["crm"] });
        (await Notices.ReadHeldAsync("acme", Noon + Duration.FromHours(2), 10, Cancel)).ShouldBe([held[0]]);
    }

    [Fact]
    public async Task Only_the_last_thousand_attempts_are_kept()
    {
        var claim = await Notices.ClaimAsync("acme");
        await WriteAsync(claim, write => write with
        {
            Attempts = [.. Enumerable.Range(1, 1_050).Select(n => new NoticeAttempt("crm", n, "a", Noon, Duration.Zero, n, "delivered", null, 200))],
        });
        (await Notices.ReadAttemptsAsync("acme", "crm", null, 5_000, Cancel)).Select(one => one.Number).ShouldBe(Enumerable.Range(51, 1_000).Reverse().Select(n => (long)n));
    }

    [Fact]
    public async Task Rows_that_announce_are_found_in_order_and_how_far_they_were_looked_for()
    {
        JournalRow[] rows = [.. Events.Rows(1, 3), Breach(4), .. Events.Rows(5, 5), Won(6), Warned(7), .. Events.Rows(8, 9)];
        await Journal.AppendAsync(Shard, rows, marksDirty: true);
        await Journal.AppendAsync(Shard with { Number = 2 }, [Breach(1)], marksDirty: true);
        var all = await Notices.ReadAnnouncedAsync(Shard, 0, 10, Cancel);
        all.Rows.Select(row => row.Seq).ShouldBe([4, 6, 7]);
        (all.Through, all.ArchivedThrough).ShouldBe((9, 0));
        all.Rows[0].Event.Data.ShouldBe(rows[3].Event.Data);
        (all.Rows[2].Event.Data as Unreadable)!.Type.ShouldBe("sla.foretold");
        var two = await Notices.ReadAnnouncedAsync(Shard, 0, 2, Cancel);
        (two.Rows.Count, two.Through).ShouldBe((2, 6));
        var rest = await Notices.ReadAnnouncedAsync(Shard, two.Through, 2, Cancel);
        (rest.Rows.Single().Seq, rest.Through).ShouldBe((7, 9));
        (await Notices.ReadAnnouncedAsync(Shard, long.MaxValue, 1, Cancel)).Through.ShouldBe(9);
        (await Notices.ReadAnnouncedAsync(new ShardKey("nobody", 0), 0, 1, Cancel)).Through.ShouldBe(0);
    }

    [Fact]
    public async Task They_are_found_without_reading_the_journal() => (await PlanAsync()).ShouldContain("journal_announced");

    /// <summary>How the engine finds rows that announce.</summary>
    protected abstract Task<string> PlanAsync();

    private static Notice New(string id, int minute) => new("crm", id, false, Noon, null, Noon + Duration.FromMinutes(minute), 0, null, null, """{"é":1}""");

    private static JournalRow Breach(long seq) => Of(seq, EventType.SlaBreached, new SlaBreached("accept_mql", "e1", 1, Noon, "ana", "sales"));

    private static JournalRow Won(long seq) => Of(seq, EventType.DealWon, new DealWon(9.5m, "BRL"));

    private static JournalRow Warned(long seq) => Of(seq, EventType.Unreadable, new Unreadable("sla.foretold", """{"clause":"accept_mql"}"""));

    private static JournalRow Of(long seq, EventType type, EventData data) => Events.Row(seq) with { Event = Events.Row(seq).Event with { Type = type, Data = data } };

    private async Task<bool> WriteAsync(NoticeClaim claim, Func<NoticeWrite, NoticeWrite> with) => await Notices.WriteAsync(with(new NoticeWrite("acme", claim.Number)));
}
