using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>Which rows are archived, and their leaving the table <c>journal</c>.</summary>
internal static class ArchiveTable
{
    // The primary key gives the last segment at once.
    private const string End =
        "coalesce((SELECT last FROM archived_segments WHERE workspace = ?1 AND shard = ?2 ORDER BY first DESC LIMIT 1), 0)";

    /// <summary>The last archived row; 0 for none.</summary>
    public static long Through(SqliteDb db, ShardKey shard)
    {
        var through = db.Statement($"SELECT {End}");
        through.Bind(shard);
        return through.RunForLong();
    }

    /// <summary>The shard's segments, ascending.</summary>
    public static IReadOnlyList<Segment> Segments(SqliteDb db, ShardKey shard)
    {
        var segments = db.Statement(
            """
            SELECT first, last, file, bytes, sha256, least_received_at, greatest_received_at
            FROM archived_segments WHERE workspace = ?1 AND shard = ?2 ORDER BY first
            """);
        segments.Bind(shard);
        return segments.Rows(Read);
    }

    /// <summary>The segments of all shards, with their shards.</summary>
    public static IReadOnlyList<(ShardKey Shard, Segment Segment)> All(SqliteDb db) => db.Statement(
        """
        SELECT first, last, file, bytes, sha256, least_received_at, greatest_received_at, workspace, shard
        FROM archived_segments ORDER BY workspace, shard, first
        """).Rows(row => (new ShardKey(row.Text(7), row.Int(8)), Read(row)));

    /// <summary>Rows as they stand.</summary>
    public static IReadOnlyList<PlainRow> Plain(SqliteDb db, ShardKey shard, long afterSeq, int limit)
    {
        var rows = db.Statement(
            $"SELECT {JournalColumns.WithPersonal} FROM journal WHERE workspace = ?1 AND shard = ?2 AND seq > ?3 ORDER BY seq LIMIT ?4");
        rows.Bind(shard);
        rows.Bind(3, afterSeq);
        rows.Bind(4, limit);
        return rows.Rows(row => new PlainRow(
            row.Long(0), row.Text(1), row.Text(2), row.Text(3), row.Long(4), row.Long(5), row.Text(6), row.TextOrNull(7), row.Text(8), row.Int(9), row.TextOrNull(10)));
    }

    /// <summary>Records a segment, if it follows the last one.</summary>
    public static bool Record(SqliteDb db, ShardKey shard, Segment segment)
    {
        var record = db.Statement(
            $"""
            INSERT INTO archived_segments (workspace, shard, first, last, file, bytes, sha256, least_received_at, greatest_received_at)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE {End} = ?3 - 1
            """);
        record.Bind(shard);
        record.Bind(3, segment.First);
        record.Bind(4, segment.Last);
        record.Bind(5, segment.File);
        record.Bind(6, segment.Bytes);
        record.Bind(7, segment.Sha256);
        record.Bind(8, segment.LeastReceivedAt);
        record.Bind(9, segment.GreatestReceivedAt);
        record.Run();
        if (db.Changes == 0) return false;
        // A program that knows nothing of archives would read a shorter history.
        db.Execute("UPDATE schema_versions SET compatible_from = version WHERE kind = 'journal' AND version = 3");
        return true;
    }

    /// <summary>Forgets notes of which all rows are archived.</summary>
    public static void ForgetNotes(SqliteDb db, ShardKey shard, IEnumerable<string> leads)
    {
        var forget = db.Statement(
            $"DELETE FROM lead_rows WHERE workspace = ?1 AND shard = ?2 AND lead_id = ?3 AND json_extract(seqs, '$[#-1]') <= {End}");
        forget.Bind(shard);
        foreach (var lead in leads)
        {
            forget.Bind(3, lead);
            forget.Run();
        }
    }

    /// <summary>Deletes the first archived rows; never the shard's last row, whatever is recorded.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool Delete(SqliteDb db, ShardKey shard, int atOnce)
    {
        var delete = db.Statement(
            $"""
            DELETE FROM journal WHERE workspace = ?1 AND shard = ?2 AND seq <= {End}
            AND seq < (SELECT min(seq) FROM journal WHERE workspace = ?1 AND shard = ?2) + ?3
            AND seq < (SELECT max(seq) FROM journal WHERE workspace = ?1 AND shard = ?2)
            """);
        delete.Bind(shard);
        delete.Bind(3, atOnce);
        delete.Run();
        return db.Changes > 0;
    }

    private static Segment Read(SqliteStatement row) => new(row.Long(0), row.Long(1), row.Text(2), row.Long(3), row.Text(4), row.Long(5), row.Long(6));
}
