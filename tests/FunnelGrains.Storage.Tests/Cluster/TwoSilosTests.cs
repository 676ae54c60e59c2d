using FunnelGrains.Storage.Tests.Grains;
using FunnelGrains.Storage.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace FunnelGrains.Storage.Tests.Cluster;

/// <summary>A real cluster on the database.</summary>
public sealed class TwoSilosTests(SharedPostgres postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silos_and_clients_find_each_other_and_states_outlive_the_silo_that_wrote_them()
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres);
        using var first = ClusterSilo.Silo(storage.Storage);
        using var second = ClusterSilo.Silo(storage.Storage);
        using var client = ClusterSilo.Client(storage.Storage);
        await first.StartAsync(Cancel);
        await second.StartAsync(Cancel);
        (await ActiveAsync(first)).ShouldBe(2);
        await client.StartAsync(Cancel);
        var grains = client.Services.GetRequiredService<IClusterClient>();
        for (var i = 0; i < 20; i++) await grains.GetGrain<IDocumentGrain>($"k-{i}").WriteAsync(new DocumentState { Text = $"{i}" });

        await first.StopAsync(Cancel);

        (await ActiveAsync(second)).ShouldBe(1);
        for (var i = 0; i < 20; i++) (await grains.GetGrain<IDocumentGrain>($"k-{i}").ReadAsync()).State.Text.ShouldBe($"{i}");
        await client.StopAsync(Cancel);
        await second.StopAsync(Cancel);
        (await ActiveAsync(second)).ShouldBe(0);
    }

    private static async Task<int> ActiveAsync(IHost silo) => (await silo.Membership().ReadAllAsync()).Members.Count(member => member.Item1.Status == SiloStatus.Active);
}
