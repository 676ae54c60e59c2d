using System.Globalization;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Testing.Processes;
using Npgsql;

namespace FunnelGrains.Cluster.Tests;

/// <summary>Which silo has which shard, and which lead falls to which shard.</summary>
internal static class ShardOwners
{
    /// <summary>The silo that claimed a shard last, as the journal says.</summary>
    public static async Task<HostNode> OwnerAsync(this HostCluster cluster, string database, int shard, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var select = source.CreateCommand("SELECT data FROM journal WHERE shard = $1 AND type = 'shard.opened' ORDER BY seq DESC LIMIT 1");
        select.Parameters.Add(new NpgsqlParameter<int> { TypedValue = shard });
        var data = (string)(await select.ExecuteScalarAsync(cancel))!;
        return cluster.Silos.Single(silo => data.Contains($":{silo.Setting("FunnelGrains__SiloPort")}:", StringComparison.Ordinal));
    }

    /// <summary>Sees to it that one of two silos has all shards: the other one is ended, and comes back without any.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="database">Its database.</param>
    /// <param name="owner">Who is to have them.</param>
    /// <param name="shards">How many there are.</param>
    /// <param name="post">Posts something to a shard and comes back when it is stored; the number of the attempt is for new names.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async Task GatherAsync(
        this HostCluster cluster, string database, HostNode owner, int shards, Func<int, int, Task> post, CancellationToken cancel)
    {
        var other = cluster.Silos.Single(silo => silo != owner);
        for (var attempt = 1; ; attempt++)
        {
            var starts = other.Starts;
            other.Terminate();
            await Task.WhenAll(Enumerable.Range(0, shards).Select(shard => post(attempt, shard)));
            await other.WaitForStartAsync(starts, cancel);
            await cluster.WaitUntilReadyAsync(TimeSpan.FromMinutes(2), cancel);
            var owners = await Task.WhenAll(Enumerable.Range(0, shards).Select(shard => cluster.OwnerAsync(database, shard, cancel)));
            if (owners.All(silo => silo == owner)) return;
            attempt.ShouldBeLessThan(10, $"{owner.Name} never got all shards");
        }
    }

    /// <summary>A lead of the shard.</summary>
    /// <param name="name">Part of its id.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="shards">How many there are.</param>
    public static string LeadOf(string name, int shard, int shards) => Enumerable.Range(0, int.MaxValue)
        .Select(n => string.Create(CultureInfo.InvariantCulture, $"{name}-{n}")).First(id => ShardId.Of(id, shards) == shard);
}
