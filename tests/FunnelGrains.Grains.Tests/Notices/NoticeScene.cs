using System.Collections.Immutable;
using FunnelGrains.Abstractions.Notices;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Grains.Notices;
using FunnelGrains.Grains.Tests.Goals;
using Microsoft.Extensions.DependencyInjection;

namespace FunnelGrains.Grains.Tests.Notices;

/// <summary>What tests of messages do with a cluster.</summary>
internal static class NoticeScene
{
    /// <summary>A cluster whose messages may go to this machine.</summary>
    public static Task<FunnelCluster> StartAsync(Action<NotifierOptions>? set = null, Action<MailOptions>? mail = null, Workspace? workspace = null) => FunnelCluster.StartAsync(workspace: workspace, more: services =>
    {
        services.Configure<NotifierOptions>(options =>
        {
            (options.AllowHttp, options.AllowPrivate) = (true, true);
            set?.Invoke(options);
        });
        if (mail is not null) services.Configure(mail);
    });

    public static INotifierGrain Notifier(this FunnelCluster cluster) => cluster.Grains.GetGrain<INotifierGrain>("default");

    public static EndpointSettings To(string target, EndpointKind kind = EndpointKind.Webhook, params string[] types) =>
        new(kind, "test", target, types.Length == 0 ? [NoticeTypes.Breached] : [.. types], [], [], "en");

    public static async Task<EndpointPut> PutAsync(this FunnelCluster cluster, string id, EndpointSettings settings)
    {
        var put = await cluster.Notifier().PutAsync(id, settings);
        put.Errors.ShouldBeEmpty();
        return put;
    }

    /// <summary>Leads become MQLs, and nobody accepts them in time.</summary>
    public static async Task BreakPromisesAsync(this FunnelCluster cluster, params IEnumerable<string> leads)
    {
        var all = leads.ToList();
        foreach (var some in all.Chunk(100)) await Task.WhenAll(some.Select(lead => cluster.PostAsync(lead, ("mql", new StageChanged("mql", null), cluster.Now))));
        cluster.Time.Advance(TimeSpan.FromHours(24));
    }

    /// <summary>Lets little time pass while the net does its work, until it is so.</summary>
    public static Task SoonAsync(this FunnelCluster cluster, Func<Task<bool>> so) => cluster.UntilAsync(
        async () =>
        {
            await cluster.Notifier().WakeAsync();
            return await so();
        },
        10);

    public static async Task<ImmutableArray<AttemptReading>> AttemptsAsync(this FunnelCluster cluster, string id) => (await cluster.Notifier().AttemptsAsync(id, null, 1_000))!.Value;

    public static async Task<ImmutableArray<DeadNotice>> DeadAsync(this FunnelCluster cluster, string id) => (await cluster.Notifier().DeadAsync(id, null, 1_000))!.Value;

    public static async Task<EndpointReading> EndpointAsync(this FunnelCluster cluster, string id) => (await cluster.Notifier().ReadAsync(id))!;
}
