using System.Text;
using System.Text.Json;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Grains.Tests.Goals;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Notices;

/// <summary>From a broken promise to a receiver, over the real net of this machine.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task A_breach_reaches_a_webhook_signed_and_with_the_id_of_the_breach()
    {
        await using var receiver = new Receiver();
        await using var cluster = await NoticeScene.StartAsync();
        var secret = (await cluster.PutAsync("crm", NoticeScene.To(receiver.Address))).Secret!;
        await cluster.BreakPromisesAsync("L-1", "L-2");
        await cluster.SoonAsync(async () => (await cluster.AttemptsAsync("crm")).Length == 2);

        receiver.All.Select(one => one.Id).ShouldBeUnique();
        foreach (var one in receiver.All)
        {
            var at = Instant.FromUnixTimeSeconds(long.Parse(one.Headers["webhook-timestamp"]));
            one.Headers["webhook-signature"].ShouldBe(WebhookSecret.Sign([secret], one.Id, at, one.Body));
            one.Headers["content-type"].ShouldBe("application/json");
            one.Headers.ShouldNotContainKey("traceparent");
            var body = JsonElement.Parse(one.Body);
            body.GetProperty("type").GetString().ShouldBe("sla.breached");
            body.GetProperty("data").GetProperty("id").GetString()!.ShouldStartWith("br_");
            body.GetProperty("data").GetProperty("clause").GetString().ShouldBe("accept_mql");
            one.Id.ShouldBe(NoticeId.Of("crm", body.GetProperty("data").GetProperty("id").GetString()!));
        }

        receiver.All.Select(one => JsonElement.Parse(one.Body).GetProperty("data").GetProperty("lead").GetString()).ShouldBe(["L-1", "L-2"], ignoreOrder: true);
        (await cluster.EndpointAsync("crm")).Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_announced_before_somebody_asked_is_not_told_to_him()
    {
        await using var receiver = new Receiver();
        await using var cluster = await NoticeScene.StartAsync();
        await cluster.BreakPromisesAsync("L-1");
        await cluster.UntilAsync(async () => (await cluster.Funnel.AnnouncedAsync(0)).Breaches.Length == 1, 10);
        await cluster.PutAsync("crm", NoticeScene.To(receiver.Address));
        await cluster.BreakPromisesAsync("L-2");
        await cluster.SoonAsync(async () => (await cluster.AttemptsAsync("crm")).Length == 1);
        JsonElement.Parse(receiver.All.Single().Body).GetProperty("data").GetProperty("lead").GetString().ShouldBe("L-2");
    }

    [Fact]
    public async Task A_receiver_that_is_down_is_tried_for_a_day_and_then_the_message_is_dead_and_can_be_replayed()
    {
        await using var receiver = new Receiver { Answer = (_, response) => Receiver.Status(response, 500) };
        await using var cluster = await NoticeScene.StartAsync();
        await cluster.PutAsync("crm", NoticeScene.To(receiver.Address));
        await cluster.BreakPromisesAsync("L-1");
        await cluster.UntilAsync(async () => (await cluster.DeadAsync("crm")).Length == 1, 5_000);

        var attempts = await cluster.AttemptsAsync("crm");
        attempts.Length.ShouldBeGreaterThan(10);
        (attempts[0].At - attempts[^1].At).ShouldBeGreaterThanOrEqualTo(Duration.FromHours(24));
        attempts.ShouldAllBe(one => one.Reason == "refused" && one.Code == 500 && one.Detail == "answered 500");
        receiver.All.Select(one => one.Id).Distinct().ShouldBe([(await cluster.DeadAsync("crm"))[0].Id]);
        var down = await cluster.EndpointAsync("crm");
        (down.Dead, down.Waiting, down.LastReason, down.FailingSince is not null).ShouldBe((1, 0, "answered 500", true));

        receiver.Answer = (_, response) => Receiver.Status(response, 200);
        (await cluster.Notifier().ReplayAsync("crm", null)).ShouldBe(1);
        await cluster.UntilAsync(async () => (await cluster.AttemptsAsync("crm"))[0].Reason == "delivered", 1_000);
        receiver.All[^1].Id.ShouldBe(receiver.All[0].Id, "the id stays");
        receiver.All[^1].Body.ShouldBe(receiver.All[0].Body);
        (await cluster.EndpointAsync("crm")).FailingSince.ShouldBeNull();
        (await cluster.DeadAsync("crm")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var receiver = new Receiver();
        receiver.Answer = (_, response) =>
        {
            response.RedirectLocation = $"http://127.0.0.1:{receiver.Port}/elsewhere";
            return Receiver.Status(response, 307);
        };
        await using var cluster = await NoticeScene.StartAsync();
        await cluster.PutAsync("crm", NoticeScene.To(receiver.Address));
        await cluster.BreakPromisesAsync("L-1");
        await cluster.SoonAsync(async () => (await cluster.AttemptsAsync("crm")).Length == 1);
        var tried = (await cluster.AttemptsAsync("crm"))[0];
        (tried.Reason, tried.Code).ShouldBe(("redirected", 307));
        tried.Detail.ShouldBe("answered 307, a redirect: the address itself must take the message");
        receiver.All.ShouldAllBe(one => one.Path == "/hook");
    }

    [Fact]
    public async Task One_that_hangs_delays_no_other_and_is_shown_as_too_slow()
    {
        await using var slow = new Receiver();
        slow.Answer = (_, _) => slow.HangAsync();
        await using var well = new Receiver();
        await using var cluster = await NoticeScene.StartAsync(options => options.Timeout = TimeSpan.FromMilliseconds(700));
        await cluster.PutAsync("slow", NoticeScene.To(slow.Address));
        await cluster.PutAsync("well", NoticeScene.To(well.Address));
        await cluster.BreakPromisesAsync(Enumerable.Range(1, 20).Select(n => $"L-{n}"));
        await cluster.SoonAsync(async () => (await cluster.AttemptsAsync("well")).Length == 20);
        (await cluster.AttemptsAsync("slow")).Length.ShouldBeLessThan(20);
        await cluster.SoonAsync(async () => (await cluster.AttemptsAsync("slow")).Length > 0);
        var tried = (await cluster.AttemptsAsync("slow"))[0];
        (tried.Reason, tried.Detail).ShouldBe(("timeout", "did not answer within 0.7 s"));
    }

    [Fact]
    public async Task An_answer_without_end_is_read_up_to_a_bound()
    {
        await using var receiver = new Receiver();
        var written = 0L;
        receiver.Answer = async (_, response) =>
        {
            response.SendChunked = true;
            for (var junk = new byte[65_536]; ; written += junk.Length) await response.OutputStream.WriteAsync(junk);
        };
        await using var cluster = await NoticeScene.StartAsync();
        await cluster.PutAsync("crm", NoticeScene.To(receiver.Address));
        await cluster.BreakPromisesAsync("L-1");
        await cluster.SoonAsync(async () => (await cluster.AttemptsAsync("crm")).Length == 1);
        (await cluster.AttemptsAsync("crm"))[0].Reason.ShouldBe("delivered");
        Interlocked.Read(ref written).ShouldBeLessThan(100_000_000);
    }

    [Fact]
    public async Task One_that_fails_for_three_days_is_paused_with_its_reason_and_what_waits_is_sent_when_it_is_resumed()
    {
        await using var receiver = new Receiver { Answer = (_, response) => Receiver.Status(response, 503) };
        await using var cluster = await NoticeScene.StartAsync(options => options.RetryFor = TimeSpan.FromDays(5));
        await cluster.PutAsync("crm", NoticeScene.To(receiver.Address));
        await cluster.BreakPromisesAsync("L-1");
        await cluster.UntilAsync(async () => (await cluster.EndpointAsync("crm")).Paused, 10_000);
        var paused = await cluster.EndpointAsync("crm");
        paused.PauseReason!.ShouldStartWith("nothing could be delivered since 2026-11-03");
        paused.PauseReason!.ShouldEndWith("answered 503");
        (paused.Waiting, paused.Dead).ShouldBe((1, 0));

        receiver.Answer = (_, response) => Receiver.Status(response, 204);
        await cluster.Notifier().PauseAsync("crm", paused: false);
        await cluster.UntilAsync(async () => (await cluster.EndpointAsync("crm")).Waiting == 0, 10_000);
        receiver.All.Select(one => one.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task One_that_wants_nothing_any_more_is_paused_at_once()
    {
        await using var receiver = new Receiver { Answer = (_, response) => Receiver.Status(response, 410) };
        await using var cluster = await NoticeScene.StartAsync();
        await cluster.PutAsync("crm", NoticeScene.To(receiver.Address));
        await cluster.BreakPromisesAsync("L-1");
        await cluster.SoonAsync(async () => (await cluster.EndpointAsync("crm")).Paused);
        (await cluster.EndpointAsync("crm")).PauseReason.ShouldBe("answered 410: it wants nothing any more");
    }

    [Fact]
    public async Task For_a_day_after_a_rotation_both_secrets_sign()
    {
        await using var receiver = new Receiver();
        await using var cluster = await NoticeScene.StartAsync();
        var first = (await cluster.PutAsync("crm", NoticeScene.To(receiver.Address))).Secret!;
        var second = (await cluster.Notifier().RotateAsync("crm"))!;
        await TestAsync(1);
        Signatures(receiver.All[0]).ShouldBe([Sign(second, receiver.All[0]), Sign(first, receiver.All[0])]);
        cluster.Time.Advance(TimeSpan.FromHours(25));
        await TestAsync(2);
        Signatures(receiver.All[1]).ShouldBe([Sign(second, receiver.All[1])]);

        async Task TestAsync(int n)
        {
            (await cluster.Notifier().TestAsync("crm")).ShouldNotBeNull();
            await cluster.SoonAsync(async () => (await cluster.AttemptsAsync("crm")).Length == n);
        }

        static string[] Signatures(Received one) => one.Headers["webhook-signature"].Split(' ');

        static string Sign(string secret, Received one) =>
            WebhookSecret.Sign([secret], one.Id, Instant.FromUnixTimeSeconds(long.Parse(one.Headers["webhook-timestamp"])), one.Body);
    }

    [Fact]
    public async Task A_win_of_today_is_told_and_one_of_last_week_is_not()
    {
        await using var receiver = new Receiver();
        await using var cluster = await NoticeScene.StartAsync();
        await cluster.PutAsync("crm", NoticeScene.To(receiver.Address, EndpointKind.Webhook, NoticeTypes.Won));
        await cluster.PostAsync("L-1", ("old", new DealWon(5, "BRL"), cluster.Now - Duration.FromDays(7)));
        await cluster.PostAsync("L-2", ("new", new DealWon(7.5m, "BRL"), cluster.Now));
        await cluster.SoonAsync(async () => (await cluster.AttemptsAsync("crm")).Length == 1);
        var body = JsonElement.Parse(receiver.All.Single().Body);
        (body.GetProperty("type").GetString(), body.GetProperty("data").GetProperty("lead").GetString(), body.GetProperty("data").GetProperty("amount").GetDecimal()).ShouldBe(("deal.won", "L-2", 7.5m));
    }

    [Fact]
    public async Task A_goal_whose_period_closed_is_told()
    {
        await using var receiver = new Receiver();
        await using var cluster = await NoticeScene.StartAsync();
        await cluster.PutAsync("crm", NoticeScene.To(receiver.Address, EndpointKind.Webhook, NoticeTypes.GoalMissed, NoticeTypes.GoalReached));
        await cluster.Goal().PutAsync(GoalScene.Mqls with { Target = 1 });
        await cluster.MqlAsync("L-1");
        cluster.MoveTo(GoalScene.WeekClose + Duration.FromSeconds(1));
        await cluster.UntilAsync(async () => (await cluster.AttemptsAsync("crm")).Length > 0, 100);
        var body = JsonElement.Parse(receiver.All[0].Body);
        body.GetProperty("type").GetString().ShouldBe("goal.reached", Encoding.UTF8.GetString(receiver.All[0].Body));
        body.GetProperty("data").GetProperty("goal").GetString().ShouldBe("g");
    }
}
