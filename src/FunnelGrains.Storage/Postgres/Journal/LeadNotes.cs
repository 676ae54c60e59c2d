using FunnelGrains.Storage.Postgres.Engine;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>The tables that say where each lead's rows are, and up to which sequence number they say it.</summary>
internal static class LeadNotes
{
    /// <summary>An expression: the last row noted of the shard ($1, $2); 0 for none.</summary>
    public const string Through = "coalesce((SELECT n.through FROM noted n WHERE n.workspace = $1 AND n.shard = $2), 0)";

    private const string ReadThrough = $"SELECT {Through}, coalesce((SELECT max(j.seq) FROM journal j WHERE j.workspace = $1 AND j.shard = $2), 0)";

    /// <summary>
    /// In the order of the table's key, so that neighbours go into one page one after the other. Of two that note at once the second finds that what it began from has moved on, and notes nothing.
    /// </summary>
    private const string NoteNext =
        """
        WITH next AS MATERIALIZED (
            SELECT j.seq, j.lead_id FROM journal j WHERE j.workspace = $1 AND j.shard = $2 AND j.seq > $3 ORDER BY j.seq LIMIT $4
        ), moved AS (
            INSERT INTO noted (workspace, shard, through) SELECT $1, $2, max(seq) FROM next HAVING count(*) > 0
            ON CONFLICT (workspace, shard) DO UPDATE SET through = excluded.through WHERE noted.through = $3
            RETURNING through
        ), written AS (
            INSERT INTO lead_rows (workspace, shard, lead_id, first, seqs)
            SELECT $1, $2, lead_id, min(seq), array_agg(seq ORDER BY seq) FROM next WHERE lead_id <> '' AND EXISTS (SELECT 1 FROM moved)
            GROUP BY lead_id ORDER BY lead_id
        )
        SELECT through FROM moved
        """;

    /// <summary>Notes the next rows, at most so many.</summary>
    /// <returns>The last row noted, and whether it is the last that the shard had before.</returns>
    public static async Task<(long Through, bool All)> NoteNextAsync(NpgsqlConnection db, ShardKey shard, int atOnce)
    {
        var (from, last) = (await db.RowsAsync(
            new(ReadThrough, Value.Of(shard.Workspace), Value.Of(shard.Number)), row => (row.GetInt64(0), row.GetInt64(1)), CancellationToken.None).ConfigureAwait(false))[0];
        if (from >= last) return (from, true);
        var moved = await db.RowsAsync(
            new(NoteNext, Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(from), Value.Of(atOnce)), row => row.GetInt64(0), CancellationToken.None).ConfigureAwait(false);
        return moved is [var through] ? (through, through >= last) : (from, false);
    }

    /// <summary>Forgets notes all of whose rows are archived.</summary>
    public static Task ForgetAsync(NpgsqlConnection db, ShardKey shard, IEnumerable<string> leads) => db.RunAsync(
        CancellationToken.None,
        new Statement(
            $"DELETE FROM lead_rows WHERE workspace = $1 AND shard = $2 AND lead_id = ANY ($3) AND seqs[cardinality(seqs)] <= {ArchiveTable.End}",
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Texts(leads)));
}
