using FunnelGrains.Abstractions.Access;

namespace FunnelGrains.Grains.Tests.Access;

/// <summary>A key and the workspace's list of keys are two writes: whichever of them fails, what was answered holds, and everything can be repeated.</summary>
public sealed class KeyWritesTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("apikey", StorageFault.Before)]
    [InlineData("apikey", StorageFault.After)]
    [InlineData("keybook", StorageFault.Before)]
    public async Task A_revocation_that_failed_is_made_by_its_repeat_and_outlives_a_restart(string state, object fault)
    {
        var cluster = await FunnelCluster.StartAsync();
        var key = await MakeAsync(cluster, "ingest");
        cluster.Faults[state] = (StorageFault)fault;
        await Should.ThrowAsync<Exception>(() => Book(cluster).RevokeAsync(key.Id));
        cluster.Faults.Clear();
        (await Book(cluster).RevokeAsync(key.Id)).ShouldBe(KeyRevocation.Done);
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        (await Grain(cluster, key).FindAsync()).ShouldBeNull();
        (await Grain(cluster, key).IsRevokedAsync()).ShouldBeTrue();
        (await Book(cluster).AllAsync()).ShouldBeEmpty();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("apikey", StorageFault.Before, false, true)]
    [InlineData("apikey", StorageFault.After, true, true)]
    [InlineData("keybook", StorageFault.Before, false, false)]
    [InlineData("keybook", StorageFault.After, false, true)]
    public async Task A_key_whose_creation_failed_opens_only_if_it_is_kept_and_listed(string state, object fault, bool opens, bool listed)
    {
        var cluster = await FunnelCluster.StartAsync();
        var key = NewKey("ingest");
        cluster.Faults[state] = (StorageFault)fault;
        await Should.ThrowAsync<Exception>(() => Book(cluster).CreateAsync(key));
        cluster.Faults.Clear();
        (await Grain(cluster, key).FindAsync() is not null).ShouldBe(opens);
        (await Book(cluster).AllAsync()).Any().ShouldBe(listed);
        cluster = await cluster.KillAndRestartAsync();
        await using var _ = cluster;
        (await Grain(cluster, key).FindAsync() is not null).ShouldBe(opens);
        await Book(cluster).CreateAsync(key);
        (await Grain(cluster, key).FindAsync()).ShouldNotBeNull();
        (await Book(cluster).AllAsync()).ShouldHaveSingleItem().Id.ShouldBe(key.Id);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_listed_key_that_was_never_made_is_no_administrator_and_can_be_struck_off_for_ever()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var real = await MakeAsync(cluster, "admin");
        var phantom = NewKey("admin");
        cluster.Faults["apikey"] = StorageFault.Before;
        await Should.ThrowAsync<Exception>(() => Book(cluster).CreateAsync(phantom));
        cluster.Faults.Clear();
        (await Book(cluster).RevokeAsync(real.Id)).ShouldBe(KeyRevocation.LastAdministrator);
        (await Book(cluster).RevokeAsync(phantom.Id)).ShouldBe(KeyRevocation.Done);
        await Should.ThrowAsync<InvalidOperationException>(() => Grain(cluster, phantom).CreateAsync(phantom));
        (await Book(cluster).AllAsync()).ShouldHaveSingleItem().Id.ShouldBe(real.Id);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_key_that_is_closed_and_still_listed_is_no_administrator()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var (closed, real) = (await MakeAsync(cluster, "admin"), await MakeAsync(cluster, "admin"));
        cluster.Faults["keybook"] = StorageFault.Before;
        await Should.ThrowAsync<Exception>(() => Book(cluster).RevokeAsync(closed.Id));
        cluster.Faults.Clear();
        (await Book(cluster).RevokeAsync(real.Id)).ShouldBe(KeyRevocation.LastAdministrator);
        (await Book(cluster).RevokeAsync(closed.Id)).ShouldBe(KeyRevocation.Done);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("apikey", StorageFault.Before)]
    [InlineData("apikey", StorageFault.After)]
    [InlineData("keybook", StorageFault.Before)]
    [InlineData("keybook", StorageFault.After)]
    public async Task The_first_administrators_key_is_made_by_a_repeat_of_the_same_and_by_nobody_elses(string state, object fault)
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var first = NewKey("admin");
        cluster.Faults[state] = (StorageFault)fault;
        await Should.ThrowAsync<Exception>(() => Book(cluster).CreateFirstAsync(first));
        cluster.Faults.Clear();
        (await Book(cluster).CreateFirstAsync(first)).ShouldBeTrue();
        (await Grain(cluster, first).FindAsync()).ShouldNotBeNull();
        (await Book(cluster).CreateFirstAsync(NewKey("admin"))).ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task After_a_first_key_that_was_never_made_another_one_is_the_first()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        cluster.Faults["apikey"] = StorageFault.Before;
        await Should.ThrowAsync<Exception>(() => Book(cluster).CreateFirstAsync(NewKey("admin")));
        cluster.Faults.Clear();
        (await Book(cluster).CreateFirstAsync(NewKey("admin"))).ShouldBeTrue();
    }

    private static async Task<ApiKey> MakeAsync(FunnelCluster cluster, string scope)
    {
        var key = NewKey(scope);
        await Book(cluster).CreateAsync(key);
        return key;
    }

    private static ApiKey NewKey(string scope)
    {
        var text = KeyText.Read(KeyText.Make())!.Value;
        return new ApiKey(text.Id, text.SecretHash, "default", "a test's", [scope], FunnelCluster.Start);
    }

    private static IKeyBookGrain Book(FunnelCluster cluster) => cluster.Grains.GetGrain<IKeyBookGrain>(AccessKey.Book("default"));

    private static IApiKeyGrain Grain(FunnelCluster cluster, ApiKey key) => cluster.Grains.GetGrain<IApiKeyGrain>(AccessKey.Of(key.Id));
}
