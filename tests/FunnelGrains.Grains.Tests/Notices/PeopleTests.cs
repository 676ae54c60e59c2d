using System.Text.Json;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Grains.Notices;
using FunnelGrains.Grains.Tests.Goals;

namespace FunnelGrains.Grains.Tests.Notices;

/// <summary>What people are told: channels and mailboxes, many things in one message.</summary>
public sealed class PeopleTests
{
    [Fact]
    public async Task Twelve_promises_that_break_at_once_are_one_message()
    {
        await using var receiver = new Receiver();
        await using var cluster = await NoticeScene.StartAsync();
        await cluster.PutAsync("channel", NoticeScene.To(receiver.Address, EndpointKind.Slack));
        await cluster.BreakPromisesAsync(Enumerable.Range(1, 12).Select(n => $"L-<{n}>"));
        await cluster.UntilAsync(async () => (await cluster.AttemptsAsync("channel")).Length == 1, 50);
        var text = JsonElement.Parse(receiver.All.Single().Body).GetProperty("text").GetString()!;
        text.ShouldStartWith("12 promises broken:\nPromise broken: ");
        text.ShouldEndWith("… and 2 more");
        text.ShouldContain("lead L-&lt;", Case.Sensitive, "no id becomes a mark of Slack's");
        receiver.All.Single().Headers.ShouldNotContainKey("webhook-signature");
        (await cluster.EndpointAsync("channel")).Settings.Target.ShouldBe($"http://127.0.0.1:{receiver.Port}/…", "who knows it can write into the channel");
    }

    [Fact]
    public async Task Teams_gets_an_adaptive_card_in_the_language_of_the_endpoint()
    {
        await using var receiver = new Receiver();
        await using var cluster = await NoticeScene.StartAsync();
        await cluster.PutAsync("channel", NoticeScene.To(receiver.Address, EndpointKind.Teams) with { Language = "pt" });
        await cluster.BreakPromisesAsync("L-1");
        await cluster.UntilAsync(async () => (await cluster.AttemptsAsync("channel")).Length == 1, 50);
        var message = JsonElement.Parse(receiver.All.Single().Body);
        message.GetProperty("type").GetString().ShouldBe("message");
        var attachment = message.GetProperty("attachments")[0];
        attachment.GetProperty("contentType").GetString().ShouldBe("application/vnd.microsoft.card.adaptive");
        var card = attachment.GetProperty("content");
        (card.GetProperty("type").GetString(), card.GetProperty("version").GetString()).ShouldBe(("AdaptiveCard", "1.4"));
        card.GetProperty("body")[0].GetProperty("inlines")[0].GetProperty("text").GetString()!.ShouldStartWith("Promessa quebrada: ");
    }

    [Fact]
    public async Task A_mailbox_gets_one_mail_in_text_and_in_HTML_and_one_that_is_refused_is_tried_again()
    {
        await using var mailbox = new Mailbox { Refuses = true };
        await using var cluster = await NoticeScene.StartAsync(
            options => options.GroupWithin = TimeSpan.FromSeconds(30), mail => (mail.Host, mail.Port, mail.Security, mail.From) = ("127.0.0.1", mailbox.Port, MailSecurity.None, "Funil <funnel@example.com>"));
        await cluster.PutAsync("boss", NoticeScene.To("ana@example.com, bo@example.com", EndpointKind.Email));
        await cluster.BreakPromisesAsync("L-<1>", "L-<2>");
        await cluster.UntilAsync(async () => (await cluster.AttemptsAsync("boss")).Length >= 1, 50);
        var refused = (await cluster.AttemptsAsync("boss"))[^1];
        (refused.Reason, refused.Code).ShouldBe(("refused", 451));
        mailbox.Refuses = false;
        await cluster.UntilAsync(async () => (await cluster.AttemptsAsync("boss"))[0].Reason == "delivered", 50);

        var (from, to, data) = mailbox.All.Single();
        from.ShouldStartWith("<funnel@example.com>");
        to.Select(one => one.Trim()).ShouldBe(["<ana@example.com>", "<bo@example.com>"]);
        data.ShouldContain("Subject: 2 promises broken");
        data.ShouldContain($"Message-Id: <{refused.Notice}@example.com>");
        data.ShouldContain("text/plain");
        data.ShouldContain("text/html");
        data.ShouldContain("L-&lt;1&gt;");
    }

    [Fact]
    public async Task A_mail_server_that_is_away_makes_nothing_else_wait()
    {
        await using var cluster = await NoticeScene.StartAsync(mail: mail => (mail.Host, mail.Port, mail.Security, mail.From) = ("127.0.0.1", 1, MailSecurity.None, "funnel@example.com"));
        await cluster.PutAsync("boss", NoticeScene.To("ana@example.com", EndpointKind.Email));
        (await cluster.Notifier().TestAsync("boss")).ShouldNotBeNull();
        await cluster.SoonAsync(async () => (await cluster.AttemptsAsync("boss")).Length >= 1);
        (await cluster.AttemptsAsync("boss"))[^1].Reason.ShouldBe("unreachable");
        await cluster.MqlAsync("L-1");
        (await cluster.Funnel.IsReadyAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_mail_server_there_are_no_endpoints_of_mail()
    {
        await using var cluster = await NoticeScene.StartAsync();
        (await cluster.Notifier().PutAsync("boss", NoticeScene.To("ana@example.com", EndpointKind.Email))).Errors.ShouldBe(["/kind", "needs a mail server: set FunnelGrains__Smtp__Host"]);
    }
}
