using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Grains.Tests.Goals;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Notices;

/// <summary>
/// The steps of escalations: to whom they are for, once each, in his hours. The scene begins on a Monday at 10:00; sales is open from 9 to 12 and from 13 to 18. An MQL is to be accepted
/// within so many elapsed hours; at due its owner and the channel are told, half an hour later the manager.
/// </summary>
public sealed class EscalationTests
{
    private static readonly Instant Tomorrow = FunnelCluster.Start + Duration.FromHours(23);
    private static readonly Instant Always = FunnelCluster.Start + Duration.FromDays(1_000);

    [Fact]
    public async Task In_hours_each_recipient_is_told_at_once_and_once()
    {
        await using var receiver = new Receiver();
        await using var cluster = await StartAsync(hours: 1);
        await cluster.PutAsync("ana", For(receiver, "owner:ana"));
        await cluster.PutAsync("bo", For(receiver, "owner:bo"));
        await cluster.PutAsync("boss", For(receiver, "manager:sales", "channel:deals"));
        await MqlAsync(cluster, "L-1", "ana");
        cluster.MoveTo(FunnelCluster.Start + Duration.FromMinutes(60) + Duration.FromSeconds(1));
        await cluster.SoonAsync(() => Task.FromResult(receiver.All.Count == 2));
        Told(receiver).ShouldBe(["ana L-1 first", "boss L-1 first"], ignoreOrder: true);
        cluster.MoveTo(FunnelCluster.Start + Duration.FromMinutes(90) + Duration.FromSeconds(1));
        await cluster.SoonAsync(() => Task.FromResult(receiver.All.Count == 3));
        Told(receiver)[^1].ShouldBe("boss L-1 second");
        cluster.Time.Advance(TimeSpan.FromHours(30));
        for (var i = 0; i < 50; i++) await cluster.SoonAsync(() => Task.FromResult(true));
        receiver.All.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Outside_hours_they_wait_for_the_next_opening_and_what_was_done_meanwhile_is_not_told()
    {
        await using var receiver = new Receiver();
        await using var cluster = await StartAsync(hours: 10);
        await cluster.PutAsync("boss", For(receiver, "manager:sales"));
        await cluster.PutAsync("channel", For(receiver, "channel:deals") with { Kind = EndpointKind.Slack });
        await cluster.PutAsync("crm", NoticeScene.To($"{receiver.Address}/crm", EndpointKind.Webhook, NoticeTypes.Warned));
        foreach (var n in Enumerable.Range(1, 4)) await MqlAsync(cluster, $"L-{n}", "ana");
        cluster.MoveTo(FunnelCluster.Start + Duration.FromHours(11));
        await cluster.SoonAsync(async () => (await HeldAsync(cluster)).Count == 8);
        (await HeldAsync(cluster)).ShouldAllBe(held => held.Until == Tomorrow);
        await cluster.SoonAsync(() => Task.FromResult(receiver.All.Count == 8));
        Told(receiver).ShouldAllBe(told => told.StartsWith("crm ", StringComparison.Ordinal), "a program that stands for nobody is told at once");

        // One is accepted late, in the night; one was accepted in time, which is learned only now.
        await cluster.PostAsync("L-2", ("sal", new StageChanged("sal", null), cluster.Now));
        await cluster.PostAsync("L-3", ("sal", new StageChanged("sal", null), FunnelCluster.Start + Duration.FromHours(1)));
        cluster.MoveTo(Tomorrow - Duration.FromSeconds(2));
        for (var i = 0; i < 50; i++) await cluster.SoonAsync(() => Task.FromResult(true));
        receiver.All.Count.ShouldBe(8, "it is not yet nine");
        cluster.MoveTo(Tomorrow + Duration.FromSeconds(20));
        await cluster.UntilAsync(async () =>
        {
            await cluster.Notifier().WakeAsync();
            return receiver.All.Count >= 11;
        });
        Told(receiver).Where(told => told.StartsWith("boss ", StringComparison.Ordinal)).ShouldBe(["boss L-1 second", "boss L-4 second"], ignoreOrder: true);
        var grouped = receiver.All.Single(one => one.Path.EndsWith("channel", StringComparison.Ordinal));
        JsonElement.Parse(grouped.Body).GetProperty("text").GetString()!.Split('\n').Length.ShouldBe(3, "one message for both");
        (await HeldAsync(cluster)).ShouldBeEmpty();
        receiver.All.Count.ShouldBe(11);
    }

    [Fact]
    public async Task Whatever_dies_between_the_steps_nothing_is_lost_and_each_has_one_id()
    {
        const int Leads = 60;
        await using var receiver = new Receiver();
        var cluster = await StartAsync(hours: 10);
        try
        {
            await cluster.PutAsync("boss", For(receiver, "manager:sales"));
            foreach (var n in Enumerable.Range(1, Leads)) await MqlAsync(cluster, $"L-{n}", "ana");
            // The silo is gone when they come, it goes while they are taken over, while they wait, and while they are told.
            cluster = await cluster.KillAndRestartAsync(Duration.FromHours(11));
            await cluster.SoonAsync(async () => (await HeldAsync(cluster)).Count > 0);
            cluster = await cluster.KillAndRestartAsync();
            await cluster.SoonAsync(async () => (await HeldAsync(cluster)).Count == Leads);
            cluster = await cluster.KillAndRestartAsync(Tomorrow - cluster.Now + Duration.FromSeconds(1));
            for (var kill = 0; kill < 2; kill++)
            {
                var before = receiver.All.Count;
                // All may have been told before the silo was killed.
                await cluster.SoonAsync(() => Task.FromResult(receiver.All.Count > before || Told(receiver).Distinct().Count() == Leads));
                cluster = await cluster.KillAndRestartAsync(Duration.FromSeconds(1));
            }

            await cluster.SoonAsync(async () => Told(receiver).Distinct().Count() == Leads && (await cluster.EndpointAsync("boss")).Waiting == 0);
            Told(receiver).Distinct().ShouldBe(Enumerable.Range(1, Leads).Select(n => $"boss L-{n} second"), ignoreOrder: true);
            receiver.All.GroupBy(one => JsonElement.Parse(one.Body).GetProperty("data").GetProperty("lead").GetString()).ShouldAllBe(lead => lead.Select(one => one.Id).Distinct().Count() == 1);
            (await HeldAsync(cluster)).ShouldBeEmpty();
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_manager_of_a_team_that_is_no_party_is_refused()
    {
        await using var cluster = await NoticeScene.StartAsync();
        (await cluster.Notifier().PutAsync("boss", NoticeScene.To("https://example.com/x") with { Recipients = ["manager:sales", "manager:finance"] })).Errors
            .ShouldBe(["/recipients/1", "is not the manager of a team of the agreement"]);
    }

    private static EndpointSettings For(Receiver receiver, params string[] recipients) =>
        NoticeScene.To("x") with { Target = $"{receiver.Address}/{recipients[0].Split(':')[1].Replace("sales", "boss", StringComparison.Ordinal).Replace("deals", "channel", StringComparison.Ordinal)}", Types = [], Recipients = [.. recipients] };

    private static Task<FunnelCluster> StartAsync(int hours)
    {
        var agreement = FunnelCluster.Default.Agreements[0];
        return NoticeScene.StartAsync(workspace: FunnelCluster.Default with
        {
            Agreements =
            [
                agreement with
                {
                    Clauses =
                    [
                        agreement.Clauses[0] with
                        {
                            Target = new Target(hours, TargetUnit.ElapsedHours),
                            Escalation =
                            [
                                new EscalationStep("first", new ClauseMoment(Share: 1), [new EscalationTarget(EscalationRole.Owner), new EscalationTarget(EscalationRole.Channel, "deals")]),
                                new EscalationStep("second", new ClauseMoment(AfterSeconds: 1_800), [new EscalationTarget(EscalationRole.TeamManager)]),
                            ],
                        },
                    ],
                },
            ],
        });
    }

    private static Task MqlAsync(FunnelCluster cluster, string lead, string owner) =>
        cluster.PostAsync(lead, ("own", new Assigned(owner, null), cluster.Now), ("mql", new StageChanged("mql", null), cluster.Now));

    private static Task<IReadOnlyList<Storage.Notices.HeldAnnouncement>> HeldAsync(FunnelCluster cluster) => cluster.Storage.Notices.ReadHeldAsync("default", Always, 10_000, CancellationToken.None);

    /// <summary>Endpoint, lead and step of what programs were told.</summary>
    private static ImmutableArray<string> Told(Receiver receiver) =>
    [
        .. receiver.All.Select(one => (Path: one.Path.Split('/')[^1], Body: JsonElement.Parse(one.Body))).Where(one => one.Body.TryGetProperty("data", out _))
            .Select(one => $"{one.Path} {one.Body.GetProperty("data").GetProperty("lead").GetString()} {one.Body.GetProperty("data").GetProperty("step").GetString()}"),
    ];
}
