using System.Diagnostics;
using System.Text;
using SQLitePCL;

namespace FunnelGrains.Benchmarks.Ingest;

/// <summary>
/// The fastest that the embedded database takes the same rows: SQLite's own calls, 20 rows a statement, 1,000 a transaction, <c>synchronous=FULL</c>. The table has the
/// journal's key, and an index by lead: who wants to find a lead's rows has it, unless he notes them in bulk as the journal does. It counts nothing and answers nobody.
/// </summary>
internal sealed class PlainInsertLoop : IDisposable
{
    private const int RowsAStatement = 20;
    private const int RowsATransaction = 1_000;
    private const int Shards = 4;
    private const string Schema = """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=10000; PRAGMA cache_size=-65536;
        CREATE TABLE journal (
            workspace TEXT NOT NULL, shard INTEGER NOT NULL, seq INTEGER NOT NULL, lead_id TEXT NOT NULL, event_id TEXT NOT NULL, type TEXT NOT NULL,
            occurred_at INTEGER NOT NULL, received_at INTEGER NOT NULL, origin TEXT NOT NULL, actor TEXT, data TEXT NOT NULL, other INTEGER NOT NULL, personal TEXT,
            PRIMARY KEY (workspace, shard, seq));
        """;

    private const string ByLead = "CREATE INDEX journal_lead ON journal (workspace, shard, lead_id, seq)";

    private static readonly byte[] Workspace = "default"u8.ToArray();
    private static readonly byte[] Origin = "key:bench"u8.ToArray();
    private static readonly byte[] Actor = "ana"u8.ToArray();
    private readonly long[] last = new long[Shards];
    private readonly sqlite3 db;
    private readonly sqlite3_stmt insert;

    public PlainInsertLoop(string path, bool byLead)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open(path, out db));
        Check(raw.sqlite3_exec(db, Schema));
        if (byLead) Check(raw.sqlite3_exec(db, ByLead));
        var values = string.Join(", ", Enumerable.Repeat("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, NULL)", RowsAStatement));
        Check(raw.sqlite3_prepare_v2(db, $"INSERT INTO journal VALUES {values}", out insert));
    }

    /// <summary>Inserts the events.</summary>
    /// <returns>Events a second.</returns>
    public double Run(IReadOnlyList<LoadEvent> events)
    {
        var rows = events.Take(events.Count / RowsATransaction * RowsATransaction).Select(Encode).ToArray();
        var clock = Stopwatch.StartNew();
        foreach (var transaction in rows.Chunk(RowsATransaction))
        {
            Check(raw.sqlite3_exec(db, "BEGIN IMMEDIATE"));
            for (var at = 0; at < transaction.Length; at += RowsAStatement) Insert(transaction.AsSpan(at, RowsAStatement));
            Check(raw.sqlite3_exec(db, "COMMIT"));
        }

        return rows.Length / clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        insert.Dispose();
        db.Dispose();
    }

    private static Row Encode(LoadEvent e) => new(
        Encoding.UTF8.GetBytes(e.Lead), Encoding.UTF8.GetBytes(e.Id), Encoding.UTF8.GetBytes(e.Type), e.OccurredAt.ToUnixTimeMilliseconds(), Encoding.UTF8.GetBytes(e.Data));

    private void Insert(ReadOnlySpan<Row> rows)
    {
        var at = 0;
        foreach (ref readonly var row in rows)
        {
            var shard = row.Lead[^1] % Shards;
            raw.sqlite3_bind_text(insert, ++at, Workspace);
            raw.sqlite3_bind_int64(insert, ++at, shard);
            raw.sqlite3_bind_int64(insert, ++at, ++last[shard]);
            raw.sqlite3_bind_text(insert, ++at, row.Lead);
            raw.sqlite3_bind_text(insert, ++at, row.Id);
            raw.sqlite3_bind_text(insert, ++at, row.Type);
            raw.sqlite3_bind_int64(insert, ++at, row.OccurredAt);
            raw.sqlite3_bind_int64(insert, ++at, row.OccurredAt);
            raw.sqlite3_bind_text(insert, ++at, Origin);
            raw.sqlite3_bind_text(insert, ++at, Actor);
            raw.sqlite3_bind_text(insert, ++at, row.Data);
        }

        if (raw.sqlite3_step(insert) != raw.SQLITE_DONE) throw new InvalidOperationException(raw.sqlite3_errmsg(db).utf8_to_string());
        Check(raw.sqlite3_reset(insert));
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw new InvalidOperationException(db is null ? $"SQLite says {result}" : raw.sqlite3_errmsg(db).utf8_to_string());
    }

    private readonly record struct Row(byte[] Lead, byte[] Id, byte[] Type, long OccurredAt, byte[] Data);
}
