using FunnelGrains.Storage.Sqlite.Engine;
using Microsoft.Extensions.Logging.Abstractions;
using SQLitePCL;

namespace FunnelGrains.Storage.Tests.Sqlite;

/// <summary>The writing thread: what it merges, what it parts, what it survives.</summary>
public sealed class GroupCommitTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly WriteLoop loop;
    private int opened;
    private int commits;

    public GroupCommitTests()
    {
        using (var db = SqliteDb.Open(folder.File("t.db"), SqliteAccess.Create, TimeSpan.Zero))
            db.Execute("PRAGMA journal_mode=WAL; CREATE TABLE t (k INTEGER PRIMARY KEY); CREATE TABLE c (n INTEGER PRIMARY KEY)");
        loop = new WriteLoop("test writer", Open, maxRows: 100, watch: new CommitCounter(this), NullLogger.Instance);
    }

    [Fact]
    public async Task What_waits_is_written_in_one_transaction()
    {
        var works = WhileTheWriterIsBusy(() => Enumerable.Range(1, 50).Select(Insert).ToArray());
        await Task.WhenAll(works.Select(work => work.Answer));
        commits.ShouldBe(2);
        Rows().ShouldBe(50);
    }

    [Fact]
    public async Task A_transaction_has_a_bound()
    {
        var works = WhileTheWriterIsBusy(() => Enumerable.Range(1, 250).Select(Insert).ToArray());
        await Task.WhenAll(works.Select(work => work.Answer));
        commits.ShouldBe(4);
    }

    [Fact]
    public async Task Work_that_breaks_a_rule_fails_alone_and_leaves_nothing()
    {
        var works = WhileTheWriterIsBusy(() => new[] { Insert(1), Write(db => { Put(db, 100); Put(db, 1); return 0; }), Insert(2), Throw(new InvalidOperationException("a bug")), Insert(3) });

        foreach (var good in new[] { 0, 2, 4 }) await works[good].Answer;
        (await Should.ThrowAsync<SqliteFailure>(() => works[1].Answer)).Code.ShouldBe(raw.SQLITE_CONSTRAINT);
        await Should.ThrowAsync<InvalidOperationException>(() => works[3].Answer);
        Rows().ShouldBe(3);
    }

    [Theory]
    [InlineData(raw.SQLITE_FULL)]
    [InlineData(raw.SQLITE_IOERR)]
    [InlineData(raw.SQLITE_CORRUPT)]
    [InlineData(raw.SQLITE_NOMEM)]
    public async Task After_a_failure_of_the_file_the_connection_is_opened_anew(int code)
    {
        await Add(Insert(1)).Answer;
        var works = WhileTheWriterIsBusy(() => new[] { Insert(2), Throw(new SqliteFailure(code, "said the disk")), Insert(3) });

        foreach (var work in works) (await Should.ThrowAsync<SqliteFailure>(() => work.Answer)).Code.ShouldBe(code);
        await Add(Insert(4)).Answer;

        opened.ShouldBe(2);
        Rows().ShouldBe(2);
    }

    [Fact]
    public async Task While_the_file_cannot_be_opened_work_fails_and_later_work_succeeds()
    {
        await Should.ThrowAsync<SqliteFailure>(() => Add(Throw(new SqliteFailure(raw.SQLITE_IOERR, "gone"))).Answer);
        File.Move(folder.File("t.db"), folder.File("away.db"));
        (await Should.ThrowAsync<SqliteFailure>(() => Add(Insert(1)).Answer)).Code.ShouldBe(raw.SQLITE_CANTOPEN);
        File.Move(folder.File("away.db"), folder.File("t.db"));
        await Add(Insert(2)).Answer;
        Rows().ShouldBe(1);
    }

    [Fact]
    public async Task Closing_writes_what_waits_and_refuses_what_comes_later()
    {
        var works = WhileTheWriterIsBusy(() => Enumerable.Range(1, 250).Select(Insert).ToArray(), loop.Dispose);
        await Task.WhenAll(works.Select(work => work.Answer));
        Rows().ShouldBe(250);
        await Should.ThrowAsync<ObjectDisposedException>(() => Add(Insert(999)).Answer);
    }

    public void Dispose()
    {
        loop.Dispose();
        folder.Dispose();
    }

    private WriteWork<int>[] WhileTheWriterIsBusy(Func<WriteWork<int>[]> make, Action? then = null)
    {
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var busy = Add(Write(_ =>
        {
            started.Set();
            release.Wait();
            return 0;
        }));
        started.Wait();
        var works = make();
        foreach (var work in works) Add(work);
        if (then is not null)
        {
            var closing = Task.Run(then);
            release.Set();
            closing.Wait();
        }

        release.Set();
        busy.Answer.Wait();
        return works;
    }

    private static WriteWork<int> Insert(int key) => Write(db =>
    {
        Put(db, key);
        return 0;
    });

    private static WriteWork<int> Throw(Exception why) => Write(_ => throw why);

    private static WriteWork<int> Write(Func<SqliteDb, int> write) => new(write, why => why);

    private static void Put(SqliteDb db, int key)
    {
        var insert = db.Statement("INSERT INTO t (k) VALUES (?1)");
        insert.Bind(1, key);
        insert.Run();
    }

    private WriteWork<int> Add(WriteWork<int> work)
    {
        loop.Add(work);
        return work;
    }

    private SqliteDb Open()
    {
        opened++;
        return SqliteDb.Open(folder.File("t.db"), SqliteAccess.Write, TimeSpan.Zero);
    }

    private long Rows()
    {
        using var db = SqliteDb.Open(folder.File("t.db"), SqliteAccess.Read, TimeSpan.Zero);
        return db.ReadLong("SELECT count(*) FROM t");
    }

    private sealed class CommitCounter(GroupCommitTests test) : IWriteWatch
    {
        public bool MayWrite(SqliteDb db, out Exception why)
        {
            why = null!;
            return true;
        }

        public void AfterCommit(SqliteDb db) => test.commits++;
    }
}
