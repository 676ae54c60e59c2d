using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Postgres.Engine;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>Which rows are archived, and their leaving the table <c>journal</c>.</summary>
internal static class ArchiveTable
{
    /// <summary>Rows deleted in one statement.</summary>
    private const int RowsDeletedAtOnce = 5_000;

    /// <summary>An expression: the last archived row of the shard ($1, $2), which the primary key gives at once; 0 for none.</summary>
    public const string End =
        "coalesce((SELECT s.last FROM archived_segments s WHERE s.workspace = $1 AND s.shard = $2 ORDER BY s.first DESC LIMIT 1), 0)";

    /// <summary>Asks for the last archived row; 0 for none.</summary>
    public static Statement Through(ShardKey shard) => new($"SELECT {End}", Value.Of(shard.Workspace), Value.Of(shard.Number));

    /// <summary>The shard's segments, ascending.</summary>
    public static async Task<IReadOnlyList<Segment>> SegmentsAsync(NpgsqlConnection db, ShardKey shard, CancellationToken cancel) => await db.RowsAsync(
        new(
            """
            SELECT first, last, file, bytes, sha256, least_received_at, greatest_received_at
            FROM archived_segments WHERE workspace = $1 AND shard = $2 ORDER BY first
            """,
            Value.Of(shard.Workspace), Value.Of(shard.Number)),
        row => new Segment(row.GetInt64(0), row.GetInt64(1), row.Text(2), row.GetInt64(3), row.Text(4), row.GetInt64(5), row.GetInt64(6)), cancel).ConfigureAwait(false);

    /// <summary>Rows as they stand.</summary>
    public static async Task<IReadOnlyList<PlainRow>> PlainAsync(NpgsqlConnection db, ShardKey shard, long afterSeq, int limit, CancellationToken cancel) => await db.RowsAsync(
        new(
            $"SELECT {JournalColumns.WithPersonal} FROM journal j WHERE j.workspace = $1 AND j.shard = $2 AND j.seq > $3 ORDER BY j.seq LIMIT $4",
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(afterSeq), Value.Of(limit)),
        row => new PlainRow(
            row.GetInt64(0), row.Text(1), row.Text(2), row.Text(3), row.GetInt64(4), row.GetInt64(5), row.Text(6), row.TextOrNull(7), row.Text(8), row.GetInt32(9), row.TextOrNull(10)),
        cancel).ConfigureAwait(false);

    /// <summary>Records a segment, if it follows the last one; of two that record at once the key lets one through.</summary>
    public static async Task<bool> RecordAsync(NpgsqlConnection db, ShardKey shard, Segment segment)
    {
        var written = await db.RowsAsync(
            new(
                $"""
                WITH written AS (
                    INSERT INTO archived_segments (workspace, shard, first, last, file, bytes, sha256, least_received_at, greatest_received_at)
                    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 WHERE {End} = $3 - 1
                    ON CONFLICT DO NOTHING
                    RETURNING 1
                ), marked AS (
                    -- A program that knows nothing of archives would read a shorter history.
                    UPDATE schema_versions SET compatible_from = version
                    WHERE kind = 'journal' AND version = 2 AND compatible_from < version AND EXISTS (SELECT 1 FROM written)
                )
                SELECT count(*) FROM written
                """,
                Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(segment.First), Value.Of(segment.Last), Value.Of(segment.File), Value.Of(segment.Bytes),
                Value.Of(segment.Sha256), Value.Of(segment.LeastReceivedAt), Value.Of(segment.GreatestReceivedAt)),
            row => row.GetInt64(0), CancellationToken.None).ConfigureAwait(false);
        return written[0] > 0;
    }

    /// <summary>Deletes the first archived rows; never the shard's last row, whatever is recorded.</summary>
    /// <returns>Whether there were any.</returns>
    public static async Task<bool> DeleteAsync(NpgsqlConnection db, ShardKey shard) => await db.RunAsync(
        CancellationToken.None,
        new Statement(
            $"""
            DELETE FROM journal WHERE workspace = $1 AND shard = $2 AND seq <= {End}
            AND seq < (SELECT min(j.seq) FROM journal j WHERE j.workspace = $1 AND j.shard = $2) + $3
            AND seq < (SELECT max(j.seq) FROM journal j WHERE j.workspace = $1 AND j.shard = $2)
            """,
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of((long)RowsDeletedAtOnce))).ConfigureAwait(false) > 0;

    /// <summary>Whether anything is archived.</summary>
    public static bool IsUsed(NpgsqlConnection db)
    {
        using var any = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM archived_segments)", db);
        return any.ExecuteScalar() is true;
    }
}
