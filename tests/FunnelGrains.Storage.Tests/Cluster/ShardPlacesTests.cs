using FunnelGrains.Storage.Postgres.Cluster;
using FunnelGrains.Storage.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunnelGrains.Storage.Tests.Cluster;

/// <summary>The directory of shards in the database.</summary>
public sealed class ShardPlacesTests(SharedPostgres postgres) : IAsyncLifetime
{
    private static readonly ShardPlace First = new("shard/default/0", "S127.0.0.1:11111:1", "a1", 3);
    private static readonly ShardPlace Second = new("shard/default/0", "S127.0.0.1:11112:2", "a2", 4);

    private PostgresCluster? cluster;

    private ShardPlaces Places => cluster!.Places;

    public async ValueTask InitializeAsync() => cluster = PostgresCluster.Open(
        await (await postgres.ServerAsync()).CreateDatabaseAsync(TestContext.Current.CancellationToken), NullLoggerFactory.Instance, TimeProvider.System);

    public ValueTask DisposeAsync()
    {
        cluster?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_shard_is_found_where_it_was_put_and_nowhere_before()
    {
        (await Places.FindAsync(First.Shard)).ShouldBeNull();
        (await Places.PutAsync(First)).ShouldBe(First);
        (await Places.FindAsync(First.Shard)).ShouldBe(First);
    }

    [Fact]
    public async Task Who_comes_second_hears_where_it_is()
    {
        await Places.PutAsync(First);
        (await Places.PutAsync(Second)).ShouldBe(First);
        (await Places.FindAsync(First.Shard)).ShouldBe(First);
    }

    [Fact]
    public async Task A_place_takes_the_place_of_the_one_it_names_and_of_no_other()
    {
        await Places.PutAsync(First);
        (await Places.PutAsync(Second, First with { Activation = "a0" })).ShouldBe(First);
        (await Places.PutAsync(Second, First with { Silo = "S127.0.0.1:11111:0" })).ShouldBe(First);
        (await Places.PutAsync(Second, First)).ShouldBe(Second);
        (await Places.FindAsync(First.Shard)).ShouldBe(Second);
    }

    [Fact]
    public async Task Only_the_very_place_is_taken_out()
    {
        await Places.PutAsync(Second);
        await Places.RemoveAsync(First);
        await Places.RemoveAsync(Second with { Silo = First.Silo });
        (await Places.FindAsync(First.Shard)).ShouldBe(Second);
        await Places.RemoveAsync(Second with { Membership = 9 });
        (await Places.FindAsync(First.Shard)).ShouldBeNull();
    }

    [Fact]
    public async Task With_silos_go_their_places_alone()
    {
        var (other, third) = (First with { Shard = "shard/default/1" }, Second with { Shard = "shard/default/2" });
        foreach (var place in (ShardPlace[])[First, other, third]) await Places.PutAsync(place);
        (await Places.AllAsync()).ShouldBe([First, other, third], ignoreOrder: true);
        await Places.RemoveSilosAsync([First.Silo, "S127.0.0.1:1:1"]);
        (await Places.FindAsync(First.Shard)).ShouldBeNull();
        (await Places.FindAsync(other.Shard)).ShouldBeNull();
        (await Places.AllAsync()).ShouldBe([third]);
    }

    [Fact]
    public async Task All_who_come_at_once_hear_of_one_place()
    {
        for (var round = 0; round < 20; round++)
        {
            var heard = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => Places.PutAsync(First with { Shard = $"shard/default/{round}", Activation = $"a{n}" }))));
            heard.Distinct().Count().ShouldBe(1);
        }
    }
}
