using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Postgres.Journal;
using Npgsql;

namespace FunnelGrains.Storage.Tests.Postgres;

/// <summary>The lanes of the journal: what they merge, what they part.</summary>
public sealed class LaneTests(SharedPostgres postgres) : IAsyncLifetime
{
    private const string LaneWaits = "application_name = 'FunnelGrains journal' AND wait_event_type = 'Lock'";
    private static readonly PostgresOptions Patient = new() { Lanes = 1, LockTimeout = TimeSpan.FromMinutes(1), CommandTimeout = TimeSpan.FromMinutes(5) };

    private PostgresTestStorage? storage;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (storage is not null) await storage.DisposeAsync();
    }

    [Fact]
    public async Task What_waits_is_written_in_one_transaction()
    {
        await OpenAsync(Patient);
        await Task.WhenAll(await WhileTheLaneIsBusyAsync(() => Shards(50).Select(shard => storage!.Journal.AppendAsync(shard, Events.Rows(1, 3), marksDirty: true))));

        (await TransactionsAsync()).ShouldBe(2);
        (await storage!.QueryAsync("SELECT count(*) FROM journal")).ShouldBe(151L);
        (await storage.Journal.ReadDirtyAsync(TestContext.Current.CancellationToken)).Count.ShouldBe(50);
    }

    [Fact]
    public async Task Sessions_that_the_server_ended_while_they_stood_idle_cost_no_append_and_no_claim()
    {
        await OpenAsync(new PostgresOptions { Lanes = 1, AskAfterIdle = TimeSpan.Zero });
        var shard = Shards(1).Single();
        await storage!.Journal.AppendAsync(shard, [Events.Opened(1)], marksDirty: false);
        await storage.Journal.AppendAsync(shard, Events.Rows(2, 3), marksDirty: false);
        await storage.QueryAsync(
            "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE datname = current_database() AND application_name IN ('FunnelGrains journal', 'FunnelGrains claims')");

        await storage.Journal.AppendAsync(shard, Events.Rows(4, 5), marksDirty: true);
        await storage.Journal.AppendAsync(shard, [Events.Opened(6)], marksDirty: false);

        (await storage.Journal.ReadLastSeqAsync(shard, TestContext.Current.CancellationToken)).ShouldBe(6);
    }

    [Fact]
    public async Task A_transaction_has_a_bound()
    {
        await OpenAsync(Patient);
        await Task.WhenAll(await WhileTheLaneIsBusyAsync(() => Shards(50).Select(shard => storage!.Journal.AppendAsync(shard, Events.Rows(1, 100), marksDirty: false))));

        (await TransactionsAsync()).ShouldBe(1 + 3);
    }

    [Fact]
    public async Task An_append_larger_than_the_bound_goes_alone()
    {
        await OpenAsync(Patient with { MaxRowsACommit = 100 });
        await Task.WhenAll(await WhileTheLaneIsBusyAsync(() => Shards(2).Select(shard => storage!.Journal.AppendAsync(shard, Events.Rows(1, 5_000), marksDirty: false))));

        (await TransactionsAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task A_shard_that_waits_for_a_lock_fails_alone()
    {
        await OpenAsync(new PostgresOptions { Lanes = 1, LockTimeout = TimeSpan.FromSeconds(3) });
        var shards = Shards(5).ToArray();
        await using var stranger = await storage!.SessionAsync("stranger");
        await stranger.QueryAsync($"BEGIN; {Sessions.InsertRow(shards[2], 1)}");

        var appends = await WhileTheLaneIsBusyAsync(() => shards.Select(shard => storage.Journal.AppendAsync(shard, Events.Rows(1, 3), marksDirty: true)));

        foreach (var (append, i) in appends.Select((append, i) => (append, i)))
        {
            if (i == 2) await Should.ThrowAsync<JournalUnavailableException>(() => append);
            else await append;
        }

        await stranger.QueryAsync("ROLLBACK");
        await storage.Journal.AppendAsync(shards[2], Events.Rows(1, 3), marksDirty: true);
        (await storage.QueryAsync("SELECT count(*) FROM journal WHERE workspace = 'room'")).ShouldBe(15L);
    }

    [Fact]
    public async Task A_key_that_another_session_takes_at_that_moment_is_refused_and_takes_nobody_with_it()
    {
        await OpenAsync(Patient);
        var shards = Shards(5).ToArray();
        await using var faster = await storage!.SessionAsync("faster");
        await faster.QueryAsync($"BEGIN; {Sessions.InsertRow(shards[2], 1)}");
        var appends = await WhileTheLaneIsBusyAsync(() => shards.Select(shard => storage.Journal.AppendAsync(shard, Events.Rows(1, 3), marksDirty: true)));
        await storage!.UntilAsync(LaneWaits);
        await faster.QueryAsync("COMMIT");

        foreach (var (append, i) in appends.Select((append, i) => (append, i)))
        {
            if (i == 2) await Should.ThrowAsync<SequenceTakenException>(() => append);
            else await append;
        }

        (await storage.Journal.ReadDirtyAsync(TestContext.Current.CancellationToken)).ShouldBe(shards.Where((_, i) => i != 2));
    }

    [Fact]
    public async Task A_mark_is_not_taken_away_over_an_append_that_is_on_its_way()
    {
        await OpenAsync(Patient);
        var shard = new ShardKey("room", 1);
        await storage!.Journal.AppendAsync(shard, Events.Rows(1, 1), marksDirty: true);
        Task clean = Task.CompletedTask;
        var append = await WhileTheLaneIsBusyAsync(() =>
        {
            var second = storage.Journal.AppendAsync(shard, Events.Rows(2, 2), marksDirty: false);
            clean = storage.Journal.MarkCleanAsync(shard, 1);
            return [second];
        });
        await append[0];
        await clean;

        (await storage.Journal.ReadDirtyAsync(TestContext.Current.CancellationToken)).ShouldBe([shard]);
    }

    [Fact]
    public async Task A_mark_is_not_taken_away_while_another_process_marks_the_shard()
    {
        await OpenAsync(Patient);
        var shard = new ShardKey("room", 1);
        await storage!.Journal.AppendAsync(shard, Events.Rows(1, 1), marksDirty: true);
        await using var other = await storage.SessionAsync("other");
        await other.QueryAsync($"BEGIN; INSERT INTO dirty_shards VALUES ('room', 1) ON CONFLICT (workspace, shard) DO UPDATE SET shard = 1; {Sessions.InsertRow(shard, 2)}");

        var clean = storage.Journal.MarkCleanAsync(shard, 1);
        await storage!.UntilAsync(LaneWaits);
        await other.QueryAsync("COMMIT");
        await clean;

        (await storage.Journal.ReadDirtyAsync(TestContext.Current.CancellationToken)).ShouldBe([shard]);
    }

    [Fact]
    public async Task Closing_writes_what_waits_and_refuses_what_comes_later()
    {
        await OpenAsync(Patient);
        var appends = await WhileTheLaneIsBusyAsync(
            () => Shards(50).Select(shard => storage!.Journal.AppendAsync(shard, Events.Rows(1, 100), marksDirty: false)), storage!.Storage.Dispose);

        await Task.WhenAll(appends);
        (await storage.QueryAsync("SELECT count(*) FROM journal WHERE workspace = 'room'")).ShouldBe(5_000L);
        await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.AppendAsync(new("room", 99), Events.Rows(1, 1), marksDirty: false));
    }

    [Fact]
    public async Task A_session_that_would_not_wait_for_the_disk_is_not_used()
    {
        await OpenAsync(Patient);
        var careless = new NpgsqlConnectionStringBuilder(storage!.ConnectionString) { Options = "-c synchronous_commit=off", Pooling = false };
        await using var source = NpgsqlDataSource.Create(careless);
        (await Should.ThrowAsync<InvalidOperationException>(() => LaneConnection.OpenAsync(source))).Message.ShouldContain("synchronous_commit");
    }

    private static IEnumerable<ShardKey> Shards(int count) => Enumerable.Range(0, count).Select(number => new ShardKey("room", number));

    private async Task OpenAsync(PostgresOptions options) => storage = await PostgresTestStorage.CreateAsync(postgres, options);

    /// <summary>Makes appends while the one lane waits for a row of a shard of its own, and lets it go on when all are there.</summary>
    private async Task<Task[]> WhileTheLaneIsBusyAsync(Func<IEnumerable<Task>> make, Action? then = null)
    {
        var busy = new ShardKey("busy", 0);
        await using var holder = await storage!.SessionAsync("holder");
        await holder.QueryAsync($"BEGIN; {Sessions.InsertRow(busy, 1)}");
        var first = storage.Journal.AppendAsync(busy, Events.Rows(1, 1), marksDirty: false);
        await storage!.UntilAsync(LaneWaits);
        var made = make().ToArray();
        var closing = then is null ? Task.CompletedTask : Task.Run(then);
        await holder.QueryAsync("ROLLBACK");
        await first;
        await closing;
        return made;
    }

    private async Task<long> TransactionsAsync() => (long)(await storage!.QueryAsync("SELECT count(DISTINCT xmin::text) FROM journal"))!;
}
