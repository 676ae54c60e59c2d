using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.TestingHost;

namespace FunnelGrains.Storage.Tests.Grains;

/// <summary>What every engine promises Orleans' own AdoNet provider, on our tables, in a silo.</summary>
public abstract class GrainStorageContract : IAsyncLifetime
{
    private const string Storage = "documents";
    private TestStorage? engine;
    private InProcessTestCluster? cluster;

    /// <summary>The column <c>PayloadBinary</c> as text, in the engine's words.</summary>
    protected abstract string Payload { get; }

    public async ValueTask InitializeAsync()
    {
        engine = await OpenAsync();
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.AddAdoNetGrainStorage(Storage, options =>
            {
                options.Invariant = engine.Storage.GrainsInvariant;
                options.DataSource = engine.Storage.Grains;
            });
        });
        cluster = builder.Build();
        await cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null) await cluster.DisposeAsync();
        if (engine is not null) await engine.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<TestStorage> OpenAsync();

    [Fact]
    public async Task A_state_is_read_again_by_the_next_activation()
    {
        var grain = Document("one");
        await grain.WriteAsync(new DocumentState { Text = "São João", Amount = 0m, Count = 0 });
        var first = await grain.ReadAsync();
        await grain.DeactivateAsync();

        var second = await ReadByNextActivationAsync(grain, first.Activation);

        second.State.ShouldBe(new DocumentState { Text = "São João", Amount = 0m, Count = 0 });
        second.Exists.ShouldBeTrue();
        second.Etag.ShouldBe("1");
    }

    [Fact]
    public async Task A_grain_never_written_has_no_state()
    {
        var read = await Document("never").ReadAsync();
        (read.Exists, read.Etag, read.State).ShouldBe((false, null, new DocumentState()));
    }

    [Fact]
    public async Task Each_write_moves_the_version()
    {
        var grain = Document("versions");
        for (var count = 1; count <= 5; count++)
        {
            await grain.WriteAsync(new DocumentState { Count = count });
            (await grain.ReadAsync()).Etag.ShouldBe($"{count}");
        }
    }

    [Fact]
    public async Task A_cleared_state_is_gone_and_can_be_written_again()
    {
        var grain = Document("cleared");
        await grain.WriteAsync(new DocumentState { Text = "secret" });
        await grain.ClearAsync();
        var cleared = await grain.ReadAsync();
        (cleared.Exists, cleared.State).ShouldBe((false, new DocumentState()));
        await grain.DeactivateAsync();

        (await ReadByNextActivationAsync(grain, cleared.Activation)).State.ShouldBe(new DocumentState());

        await grain.WriteAsync(new DocumentState { Text = "new" });
        (await grain.ReadAsync()).State.Text.ShouldBe("new");
        (await QueryAsync($"SELECT count(*) FROM OrleansStorage WHERE {Payload} LIKE '%secret%'")).ShouldBe(0);
    }

    [Fact]
    public async Task An_older_copy_writes_over_nothing()
    {
        var grain = Document("conflict");
        await grain.WriteAsync(new DocumentState { Text = "first" });
        await QueryAsync("UPDATE OrleansStorage SET Version = Version + 1 RETURNING 0");

        await Should.ThrowAsync<InconsistentStateException>(() => grain.WriteAsync(new DocumentState { Text = "lost" }));

        (await QueryAsync($"SELECT count(*) FROM OrleansStorage WHERE {Payload} LIKE '%first%'")).ShouldBe(1);
    }

    [Fact]
    public async Task An_older_copy_clears_nothing()
    {
        var grain = Document("conflict");
        await grain.WriteAsync(new DocumentState { Text = "first" });
        await QueryAsync("UPDATE OrleansStorage SET Version = Version + 1 RETURNING 0");

        await Should.ThrowAsync<InconsistentStateException>(grain.ClearAsync);

        (await QueryAsync("SELECT count(*) FROM OrleansStorage WHERE PayloadBinary IS NOT NULL")).ShouldBe(1);
    }

    [Fact]
    public async Task Of_first_writes_at_once_exactly_one_wins()
    {
        var storage = cluster!.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>(Storage);
        for (var round = 0; round < 10; round++)
        {
            var id = GrainId.Create("document", $"k-{round}");
            var states = Enumerable.Range(0, 8).Select(i => new GrainState<DocumentState>(new DocumentState { Count = i })).ToArray();
            var won = await Task.WhenAll(states.Select(state => Task.Run(() => Wins(() => storage.WriteStateAsync("raced", id, state)))));
            won.Count(one => one).ShouldBe(1);

            var read = new GrainState<DocumentState>();
            await storage.ReadStateAsync("raced", id, read);
            read.State!.Count.ShouldBe(Array.IndexOf(won, true));
        }

        (await QueryAsync("SELECT count(*) FROM OrleansStorage")).ShouldBe(10);
    }

    [Fact]
    public async Task A_state_that_was_deleted_behind_its_back_is_not_written_again()
    {
        var grain = Document("deleted");
        await grain.WriteAsync(new DocumentState { Text = "first" });
        await QueryAsync("DELETE FROM OrleansStorage RETURNING 0");

        await Should.ThrowAsync<InconsistentStateException>(() => grain.WriteAsync(new DocumentState { Text = "ghost" }));

        (await QueryAsync("SELECT count(*) FROM OrleansStorage")).ShouldBe(0);
    }

    [Fact]
    public async Task Keys_that_would_read_as_the_same_number_are_told_apart_by_their_prefix()
    {
        string[] keys = ["k-a1", "k-A1", "k-00a1", "k-161", "k-é"];
        foreach (var key in keys) await Document(key).WriteAsync(new DocumentState { Text = key });

        foreach (var key in keys) (await Document(key).ReadAsync()).State.Text.ShouldBe(key);
        (await QueryAsync("SELECT count(*) FROM OrleansStorage")).ShouldBe(keys.Length);
    }

    [Fact]
    public async Task Grains_that_write_at_once_wait_for_each_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            for (var count = 1; count <= 5; count++) await Document($"k-busy-{i}").WriteAsync(new DocumentState { Count = count });
        }));
        (await QueryAsync("SELECT count(*) FROM OrleansStorage WHERE Version = 5")).ShouldBe(64);
    }

    private static async Task<bool> Wins(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private static async Task<DocumentReading> ReadByNextActivationAsync(IDocumentGrain grain, Guid before)
    {
        DocumentReading reading;
        do reading = await grain.ReadAsync();
        while (reading.Activation == before);
        return reading;
    }

    private IDocumentGrain Document(string key) => cluster!.Client.GetGrain<IDocumentGrain>(key);

    private async Task<long> QueryAsync(string sql)
    {
        await using var connection = await engine!.Storage.Grains.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }
}
