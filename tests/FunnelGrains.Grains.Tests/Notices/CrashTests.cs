using System.Text.Json;
using FunnelGrains.Grains.Tests.Goals;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Notices;

/// <summary>Whatever dies and when: nothing is lost, and what comes twice has the same id.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task A_silo_that_dies_while_it_delivers_loses_nothing()
    {
        const int Leads = 120;
        await using var receiver = new Receiver();
        var n = 0;
        // Every second one is refused, and the silo dies with some on their way.
        receiver.Answer = (_, response) => Receiver.Status(response, Interlocked.Increment(ref n) % 2 == 0 ? 500 : 204);
        var cluster = await NoticeScene.StartAsync();
        try
        {
            await cluster.PutAsync("crm", NoticeScene.To(receiver.Address));
            await cluster.BreakPromisesAsync(Enumerable.Range(1, Leads).Select(lead => $"L-{lead}"));
            for (var kill = 1; kill <= 3; kill++)
            {
                var before = receiver.All.Count;
                await cluster.UntilAsync(() => Task.FromResult(receiver.All.Count > before + 5), 20);
                cluster = await cluster.KillAndRestartAsync(Duration.FromMilliseconds(500));
            }

            receiver.Answer = (_, response) => Receiver.Status(response, 204);
            await cluster.UntilAsync(() => Task.FromResult(Told().Count == Leads), 200);
            await cluster.UntilAsync(async () => (await cluster.EndpointAsync("crm")).Waiting == 0, 200);
            Told().ShouldBe(Enumerable.Range(1, Leads).Select(lead => $"L-{lead}"), ignoreOrder: true);
            receiver.All.GroupBy(one => JsonElement.Parse(one.Body).GetProperty("data").GetProperty("id").GetString()).ShouldAllBe(breach => breach.Select(one => one.Id).Distinct().Count() == 1);
        }
        finally
        {
            await cluster.DisposeAsync();
        }

        HashSet<string> Told() => [.. receiver.All.Select(one => JsonElement.Parse(one.Body).GetProperty("data").GetProperty("lead").GetString()!)];
    }

    [Fact]
    public async Task What_breaks_while_nobody_is_up_is_told_when_somebody_is()
    {
        await using var receiver = new Receiver();
        var cluster = await NoticeScene.StartAsync();
        try
        {
            await cluster.PutAsync("crm", NoticeScene.To(receiver.Address));
            await cluster.MqlAsync("L-1");
            cluster = await cluster.KillAndRestartAsync(Duration.FromHours(24));
            await cluster.UntilAsync(async () => (await cluster.AttemptsAsync("crm")).Length == 1, 20);
            receiver.All.Count.ShouldBe(1);
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    [Fact]
    public async Task Five_thousand_at_once_each_arrive_and_stand_in_no_memory_longer_than_they_wait()
    {
        const int Leads = 5_000;
        await using var receiver = new Receiver();
        await using var cluster = await NoticeScene.StartAsync(options => options.Parallel = 16);
        await cluster.PutAsync("crm", NoticeScene.To(receiver.Address));
        await cluster.BreakPromisesAsync(Enumerable.Range(1, Leads).Select(lead => $"L-{lead}"));
        await cluster.UntilAsync(() => Task.FromResult(receiver.All.Count >= Leads), 1);
        await cluster.UntilAsync(async () => (await cluster.EndpointAsync("crm")).Waiting == 0, 1);
        receiver.All.Select(one => one.Id).Distinct().Count().ShouldBe(Leads);
        receiver.All.Count.ShouldBe(Leads, "without a crash each comes once");
    }
}
