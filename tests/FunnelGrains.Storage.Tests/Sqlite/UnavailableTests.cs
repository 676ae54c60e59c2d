using FunnelGrains.Domain.Funnel;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Tests.Sqlite;

/// <summary>Full, locked, held back: nothing that was answered is lost, and it heals by itself.</summary>
public sealed class UnavailableTests
{
    private static readonly ShardKey Shard = new("acme", 0);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_refuses_appends_until_there_is_room_again()
    {
        var options = new SqliteOptions { MaxJournalPages = 200 };
        await using var storage = new SqliteTestStorage(options);
        var answered = await AppendUntilRefusedAsync(storage.Journal);
        answered.ShouldBeGreaterThan(0);
        await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.AppendAsync(Shard, Batch(answered), marksDirty: true));
        (await storage.Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(answered);

        options.MaxJournalPages = null;
        await storage.Journal.AppendAsync(Shard, Batch(answered), marksDirty: true);

        await storage.ReopenAsync();
        await ShouldHoldAsync(storage, answered + 100);
    }

    [Fact]
    public async Task A_journal_locked_by_another_program_refuses_appends_until_it_is_let_go()
    {
        await using var storage = new SqliteTestStorage(new SqliteOptions { BusyTimeout = Short });
        await storage.Journal.AppendAsync(Shard, Batch(0), marksDirty: true);
        using (Lock(storage.File("journal.db")))
        {
            await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.AppendAsync(Shard, Batch(100), marksDirty: true));
            await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.AdmitAsync("acme", Dimension.Source, ["ads"], 1));
            await Should.ThrowAsync<JournalUnavailableException>(() => storage.Storage.ReadHealthAsync());
            (await storage.Journal.ReadLastSeqAsync(Shard, Cancel)).ShouldBe(100);
        }

        await storage.Journal.AppendAsync(Shard, Batch(100), marksDirty: true);
        await ShouldHoldAsync(storage, 200);
    }

    [Fact]
    public async Task A_short_lock_is_waited_for()
    {
        await using var storage = new SqliteTestStorage(new SqliteOptions { BusyTimeout = TimeSpan.FromMinutes(1) });
        Task append;
        using (Lock(storage.File("journal.db")))
        {
            append = storage.Journal.AppendAsync(Shard, Batch(0), marksDirty: true);
            append.IsCompleted.ShouldBeFalse();
        }

        await append;
        await ShouldHoldAsync(storage, 100);
    }

    [Fact]
    public async Task A_locked_read_model_refuses_saves_until_it_is_let_go()
    {
        await using var storage = new SqliteTestStorage(new SqliteOptions { BusyTimeout = Short });
        await storage.ReadModel.ClaimAsync(Shard, 1, Cancel);
        var write = new CheckpointWrite(Shard, 1, 0, new Checkpoint(5, default), [new(new(Measure.Captured, 1, "", Dimension.All, ""), 1)], []);
        using (Lock(storage.File("read.db")))
            await Should.ThrowAsync<ReadModelUnavailableException>(() => storage.ReadModel.SaveAsync(write));

        (await storage.ReadModel.SaveAsync(write)).ShouldBeTrue();
        (await storage.ReadModel.ReadAllCellsAsync(Shard, Cancel)).Seq.ShouldBe(5);
    }

    [Fact]
    public async Task The_log_has_a_bound_and_starts_over_when_the_reader_that_held_it_lets_go()
    {
        var options = new SqliteOptions { CheckpointBytes = 64 << 10, WalLimitBytes = 1 << 20, BusyTimeout = Short };
        await using var storage = new SqliteTestStorage(options);
        await storage.Journal.AppendAsync(Shard, Batch(0), marksDirty: true);
        long answered;
        using (var reader = SqliteDb.Open(storage.File("journal.db"), SqliteAccess.Read, TimeSpan.Zero))
        {
            reader.Execute("BEGIN");
            reader.ReadLong("SELECT count(*) FROM journal").ShouldBe(100);
            answered = await AppendUntilRefusedAsync(storage.Journal, from: 100);
            new FileInfo(storage.File("journal.db-wal")).Length.ShouldBeLessThan(3 << 20);
            reader.ReadLong("SELECT count(*) FROM journal").ShouldBe(100);
        }

        await storage.Journal.AppendAsync(Shard, Batch(answered), marksDirty: true);
        (await storage.Storage.ReadHealthAsync()).WalBytes.ShouldBeLessThan(options.WalLimitBytes / 2);
        await ShouldHoldAsync(storage, answered + 100);
    }

    [Fact]
    public async Task The_log_is_moved_in_the_background_and_begun_anew()
    {
        await using var storage = new SqliteTestStorage(new SqliteOptions { CheckpointBytes = 256 << 10 });
        var longest = 0L;
        for (var from = 0L; ; from += 100)
        {
            from.ShouldBeLessThan(400_000, "the log never began anew");
            await storage.Journal.AppendAsync(Shard, Batch(from), marksDirty: true);
            var now = (await storage.Storage.ReadHealthAsync()).WalBytes;
            if (now < longest / 2) break;
            longest = Math.Max(longest, now);
        }

        longest.ShouldBeGreaterThan(256 << 10);
    }

    [Fact]
    public async Task Every_commit_of_the_journal_is_on_the_disk_when_it_answers()
    {
        await using var storage = new SqliteTestStorage();
        var health = await storage.Storage.ReadHealthAsync();
        (health.JournalMode, health.Synchronous).ShouldBe(("wal", 2));
        Version.Parse(health.Library).ShouldBeGreaterThanOrEqualTo(SqliteLibrary.Oldest);
    }

    [Fact]
    public async Task A_closed_storage_says_that_it_is_unavailable()
    {
        await using var storage = new SqliteTestStorage();
        storage.Storage.Dispose();
        await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.AppendAsync(Shard, Batch(0), marksDirty: true));
        await Should.ThrowAsync<JournalUnavailableException>(() => storage.Journal.ReadLastSeqAsync(Shard, Cancel));
        await Should.ThrowAsync<ReadModelUnavailableException>(() => storage.ReadModel.ClaimAsync(Shard, 1, Cancel));
        await Should.ThrowAsync<ReadModelUnavailableException>(() => storage.ReadModel.ReadWakesAsync(Shard, Cancel));
    }

    private static Domain.Leads.JournalRow[] Batch(long after) => Events.Rows(after + 1, after + 100);

    private static async Task<long> AppendUntilRefusedAsync(IJournal journal, long from = 0)
    {
        for (; from < 1_000_000; from += 100)
        {
            try
            {
                await journal.AppendAsync(Shard, Batch(from), marksDirty: true);
            }
            catch (JournalUnavailableException)
            {
                return from;
            }
        }

        throw new InvalidOperationException("It was never refused");
    }

    private static async Task ShouldHoldAsync(SqliteTestStorage storage, long rows)
    {
        var found = new List<long>();
        while (await storage.Journal.ReadAfterAsync(Shard, found.Count, 1_000, Cancel) is { Count: > 0 } page) found.AddRange(page.Select(row => row.Seq));
        found.Count.ShouldBe((int)rows);
        found[^1].ShouldBe(rows);
    }

    private static SqliteDb Lock(string path)
    {
        // The writer may still be noting where the rows are.
        var other = SqliteDb.Open(path, SqliteAccess.Write, TimeSpan.FromSeconds(10));
        other.Execute("BEGIN IMMEDIATE");
        return other;
    }
}
