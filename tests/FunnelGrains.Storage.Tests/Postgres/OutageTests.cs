using FunnelGrains.Domain.Funnel;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Testing.Postgres;

namespace FunnelGrains.Storage.Tests.Postgres;

/// <summary>Down, back, cut off: nothing that was answered is lost, and it heals by itself.</summary>
public sealed class OutageTests(SharedPostgres postgres)
{
    private static readonly ShardKey Shard = new("acme", 0);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_stops_refuses_everything_and_all_works_again_when_it_is_back()
    {
        if (PostgresBinaries.Missing is { } why) Assert.Skip(why);
        await using var server = await PostgresServer.CreateAsync(durable: true, Cancel);
        await using var storage = await PostgresTestStorage.CreateAsync(server);
        var cells = new CellChange[] { new(new Cell(Measure.Captured, 1, "", Dimension.All, ""), 1) };
        await storage.ReadModel.ClaimAsync(Shard, 1, Cancel);
        for (var round = 0L; round < 3; round++)
        {
            await storage.Journal.AppendAsync(Shard, Events.Rows((round * 10) + 1, (round * 10) + 10), marksDirty: true);
            (await storage.ReadModel.SaveAsync(new CheckpointWrite(Shard, 1, round, new Checkpoint(round + 1, default), cells, []))).ShouldBeTrue();
            await storage.Journal.AdmitAsync("acme", Dimension.Source, [$"v{round}"], 10);
            (await storage.Storage.ReadHealthAsync()).SynchronousCommit.ShouldBe("on");
            // The save did not wait for the disk; this one did, and took it along.
            await storage.Journal.MarkCleanAsync(Shard, (round * 10) + 10);
            await server.StopAsync(Cancel);

            await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.AppendAsync(Shard, Events.Rows((round * 10) + 11, (round * 10) + 12), marksDirty: true));
            await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.ReadLastSeqAsync(Shard, Cancel));
            await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.MarkCleanAsync(Shard, 99));
            await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.AdmitAsync("acme", Dimension.Source, ["late"], 10));
            await Should.ThrowAsync<JournalUnavailableException>(() => storage.Workspaces.FindAsync("acme", Cancel));
            await Should.ThrowAsync<JournalUnavailableException>(() => storage.Storage.ReadHealthAsync());
            await Should.ThrowAsync<ReadModelUnavailableException>(() => storage.ReadModel.ClaimAsync(Shard, 1, Cancel));
            await Should.ThrowAsync<ReadModelUnavailableException>(() => storage.ReadModel.ReadWakesAsync(Shard, Cancel));
            await Should.ThrowAsync<ReadModelUnavailableException>(
                () => storage.ReadModel.SaveAsync(new CheckpointWrite(Shard, 1, round + 1, new Checkpoint(round + 2, default), cells, [])));
            await server.StartAsync(Cancel);

            (await storage.Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe((round * 10) + 10);
            (await storage.Journal.ReadDirtyAsync(Cancel)).ShouldBeEmpty();
            (await storage.ReadModel.ReadAllCellsAsync(Shard, Cancel)).ShouldSatisfyAllConditions(
                all => all.Seq.ShouldBe(round + 1), all => all.Cells.ShouldHaveSingleItem().N.ShouldBe(round + 1));
        }
    }

    [Fact]
    public async Task Idle_connections_that_the_server_cut_off_disturb_no_reader_and_no_later_append()
    {
        // Not asked: as if it were cut off between the question and the rows.
        await using var storage = await PostgresTestStorage.CreateAsync(postgres, new PostgresOptions { AskAfterIdle = TimeSpan.FromDays(1) });
        await storage.Journal.AppendAsync(Shard, Events.Rows(1, 10), marksDirty: true);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => storage.Journal.ReadLastSeqAsync(Shard, Cancel)));
        await CutOffAsync(storage);

        (await storage.Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(10);
        await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.AppendAsync(Shard, Events.Rows(11, 20), marksDirty: true));
        await storage.Journal.AppendAsync(Shard, Events.Rows(11, 20), marksDirty: true);
        (await storage.Journal.ReadAfterAsync(Shard, 0, 100, Cancel)).Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_save_held_up_for_too_long_says_that_it_is_unavailable_and_leaves_nothing()
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres, new PostgresOptions { ClaimTimeout = TimeSpan.FromMilliseconds(300) });
        await storage.ReadModel.ClaimAsync(Shard, 1, Cancel);
        var write = new CheckpointWrite(Shard, 1, 0, new Checkpoint(5, default), [new(new(Measure.Captured, 1, "", Dimension.All, ""), 1)], []);
        await using (var stranger = await storage.SessionAsync("stranger"))
        {
            await stranger.QueryAsync("BEGIN; LOCK TABLE leads, funnel_cells");
            await Should.ThrowAsync<ReadModelUnavailableException>(() => storage.ReadModel.SaveAsync(write));
            await stranger.QueryAsync("ROLLBACK");
        }

        (await storage.ReadModel.ReadAllCellsAsync(Shard, Cancel)).ShouldSatisfyAllConditions(all => all.Seq.ShouldBe(0), all => all.Cells.ShouldBeEmpty());
        (await storage.ReadModel.SaveAsync(write)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_closed_storage_says_that_it_is_unavailable()
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres);
        storage.Storage.Dispose();
        await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.AppendAsync(Shard, Events.Rows(1, 1), marksDirty: true));
        await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.ReadLastSeqAsync(Shard, Cancel));
        await Should.ThrowAsync<JournalUnavailableException>(() => storage.Workspaces.AllAsync(Cancel));
        await Should.ThrowAsync<ReadModelUnavailableException>(() => storage.ReadModel.ClaimAsync(Shard, 1, Cancel));
        await Should.ThrowAsync<ReadModelUnavailableException>(() => storage.ReadModel.ReadWakesAsync(Shard, Cancel));
    }

    [Fact]
    public async Task Who_stops_waiting_ends_only_its_own_waiting()
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres);
        await Should.ThrowAsync<OperationCanceledException>(() => storage.Journal.ReadLastSeqAsync(Shard, new CancellationToken(canceled: true)));
        (await storage.Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(0);
    }

    private static Task CutOffAsync(PostgresTestStorage storage) => storage.QueryAsync(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
}
