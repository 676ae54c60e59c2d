using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Postgres.Engine;
using NodaTime;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>What is asked of the table <c>journal</c>.</summary>
internal static class JournalReads
{
    public static async Task<long> LastSeqAsync(NpgsqlConnection db, ShardKey shard, CancellationToken cancel) => (await db.RowsAsync(
        new("SELECT coalesce(max(seq), 0) FROM journal WHERE workspace = $1 AND shard = $2", Value.Of(shard.Workspace), Value.Of(shard.Number)),
        row => row.GetInt64(0), cancel).ConfigureAwait(false))[0];

    public static async Task<IReadOnlyList<ShardKey>> DirtyAsync(NpgsqlConnection db, CancellationToken cancel) => await db.RowsAsync(
        new("SELECT workspace, shard FROM dirty_shards ORDER BY workspace, shard"), PostgresRow.Shard, cancel).ConfigureAwait(false);

    public static async Task<Seen<IReadOnlyList<JournalRow>>> AfterAsync(NpgsqlConnection db, ShardKey shard, long afterSeq, int limit, CancellationToken cancel) =>
        await SeenAsync<IReadOnlyList<JournalRow>, JournalRow>(
            db, shard,
            new(
                $"SELECT {JournalColumns.WithoutPersonal} FROM journal j WHERE j.workspace = $1 AND j.shard = $2 AND j.seq > $3 ORDER BY j.seq LIMIT $4",
                Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(afterSeq), Value.Of(limit)),
            JournalColumns.Read, rows => rows, cancel).ConfigureAwait(false);

    /// <summary>
    /// The noted rows by their numbers, and the rows after them by looking through those. OFFSET 0 keeps each lookup a walk of its index, however little the server knows yet about a
    /// young table. The tail says which of the leads may have rows after what was noted at a moment before.
    /// </summary>
    public static async Task<Seen<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>>> LeadsAsync(
        NpgsqlConnection db, ShardKey shard, IReadOnlyCollection<string> leads, LeadTails.Known tail, long throughSeq, bool personal, CancellationToken cancel)
    {
        var columns = personal ? JournalColumns.WithPersonal : JournalColumns.WithoutPersonal;
        return await SeenAsync<IReadOnlyDictionary<string, IReadOnlyList<JournalRow>>, JournalRow>(
            db, shard,
            new(
                $"""
                SELECT {columns} FROM unnest($3) AS asked (lead)
                CROSS JOIN LATERAL (
                    SELECT r.seqs FROM lead_rows r WHERE r.workspace = $1 AND r.shard = $2 AND r.lead_id = asked.lead AND r.first <= $4 OFFSET 0) noted
                CROSS JOIN LATERAL (
                    SELECT * FROM journal f WHERE f.workspace = $1 AND f.shard = $2 AND f.seq = ANY (noted.seqs) AND f.seq <= $4 OFFSET 0) j
                UNION ALL
                SELECT {columns} FROM (
                    SELECT n.through, CASE WHEN n.through >= $6 THEN $5 ELSE $3 END AS leads FROM (SELECT {LeadNotes.Through} AS through) n OFFSET 0) tail
                CROSS JOIN LATERAL (
                    SELECT * FROM journal f WHERE f.workspace = $1 AND f.shard = $2 AND f.seq > tail.through AND f.seq <= $4 AND f.lead_id = ANY (tail.leads) OFFSET 0) j
                WHERE cardinality(tail.leads) > 0
                """,
                Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Texts(leads.Distinct(StringComparer.Ordinal)), Value.Of(throughSeq),
                Value.Texts(tail.Leads), Value.Of(tail.After)),
            JournalColumns.Read,
            rows => rows.GroupBy(row => row.Lead, StringComparer.Ordinal)
                .ToDictionary(of => of.Key, of => (IReadOnlyList<JournalRow>)[.. of.OrderBy(row => row.Seq)], StringComparer.Ordinal),
            cancel).ConfigureAwait(false);
    }

    /// <summary>In a transaction that sees one moment.</summary>
    /// <returns>Whole leads; null when not all rows up to the bound are noted.</returns>
    public static async Task<Seen<IReadOnlyList<LeadRows>?>> LeadPageAsync(
        NpgsqlConnection db, ShardKey shard, string afterLead, long throughSeq, int enough, CancellationToken cancel)
    {
        var most = Math.Max(enough, 1);
        var noted = (await db.RowsAsync(
            new(
                $"SELECT {LeadNotes.Through} >= least($3, coalesce((SELECT max(j.seq) FROM journal j WHERE j.workspace = $1 AND j.shard = $2), 0))",
                Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(throughSeq)),
            row => row.GetBoolean(0), cancel).ConfigureAwait(false))[0];
        if (!noted) return new(null, 0);
        var rows = await db.RowsAsync(
            new(
                $"""
                SELECT {JournalColumns.WithoutPersonal} FROM (
                    SELECT r.lead_id, r.first, r.seqs FROM lead_rows r
                    WHERE r.workspace = $1 AND r.shard = $2 AND r.lead_id > $3 AND r.first <= $4 ORDER BY r.lead_id, r.first OFFSET 0) noted
                CROSS JOIN LATERAL (
                    SELECT * FROM journal f WHERE f.workspace = $1 AND f.shard = $2 AND f.seq = ANY (noted.seqs) AND f.seq <= $4 ORDER BY f.seq OFFSET 0) j
                ORDER BY noted.lead_id, noted.first LIMIT $5
                """,
                Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(afterLead), Value.Of(throughSeq), Value.Of(most)),
            JournalColumns.Read, cancel).ConfigureAwait(false);
        if (rows.Count == most) rows.AddRange(await RestOfLeadAsync(db, shard, rows[^1], throughSeq, cancel).ConfigureAwait(false));
        var page = new List<LeadRows>();
        List<JournalRow>? lead = null;
        foreach (var row in rows)
        {
            if (lead is null || row.Lead != lead[0].Lead) page.Add(new LeadRows(row.Lead, lead = []));
            lead.Add(row);
        }
        return new(page, (await db.RowsAsync(ArchiveTable.Through(shard), row => row.GetInt64(0), cancel).ConfigureAwait(false))[0]);
    }

    /// <summary>Noted ones, and those of rows after them.</summary>
    public static async Task<Seen<IReadOnlyList<string>>> LeadIdsAsync(NpgsqlConnection db, ShardKey shard, string afterLead, int limit, CancellationToken cancel) =>
        await SeenAsync<IReadOnlyList<string>, string>(
            db, shard,
            new(
                $"""
                (SELECT DISTINCT r.lead_id FROM lead_rows r WHERE r.workspace = $1 AND r.shard = $2 AND r.lead_id > $3 ORDER BY r.lead_id LIMIT $4)
                UNION
                (SELECT DISTINCT j.lead_id FROM journal j WHERE j.workspace = $1 AND j.shard = $2 AND j.seq > {LeadNotes.Through} AND j.lead_id > $3 ORDER BY j.lead_id LIMIT $4)
                ORDER BY 1 LIMIT $4
                """,
                Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(afterLead), Value.Of(limit)),
            row => row.Text(0), ids => ids, cancel).ConfigureAwait(false);

    public static async Task<Seen<IReadOnlyList<string>>> LeadIdsReceivedSinceAsync(
        NpgsqlConnection db, ShardKey shard, Instant since, long throughSeq, CancellationToken cancel)
    {
        var after = await LastReceivedBeforeAsync(db, shard, since - ReceivedOrder.Slack, cancel).ConfigureAwait(false);
        return await SeenAsync<IReadOnlyList<string>, string>(
            db, shard,
            new(
                "SELECT DISTINCT lead_id FROM journal WHERE workspace = $1 AND shard = $2 AND seq > $5 AND seq <= $3 AND received_at >= $4 AND lead_id <> ''",
                Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(throughSeq), Value.Of(since), Value.Of(after)),
            row => row.Text(0), ids => ids, cancel).ConfigureAwait(false);
    }

    private static async Task<long> LastReceivedBeforeAsync(NpgsqlConnection db, ShardKey shard, Instant before, CancellationToken cancel)
    {
        var ends = await db.RowsAsync(
            new(
                "SELECT coalesce(min(seq), 1), coalesce(max(seq), 0) FROM journal WHERE workspace = $1 AND shard = $2",
                Value.Of(shard.Workspace), Value.Of(shard.Number)),
            row => (First: row.GetInt64(0), Last: row.GetInt64(1)), cancel).ConfigureAwait(false);
        var (low, high) = (ends[0].First - 1, ends[0].Last + 1);
        while (ReceivedOrder.Middle(low, high) is { } middle)
        {
            var at = await db.RowsAsync(
                new(
                    "SELECT received_at FROM journal WHERE workspace = $1 AND shard = $2 AND seq = $3",
                    Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(middle)),
                row => row.GetInt64(0), cancel).ConfigureAwait(false);
            (low, high) = ReceivedOrder.Narrow(low, high, middle, at, before);
        }

        return low;
    }

    /// <summary>Reads, and after that looks up what is archived: each statement sees its own moment.</summary>
    private static async Task<Seen<T>> SeenAsync<T, TRow>(
        NpgsqlConnection db, ShardKey shard, Statement statement, Func<NpgsqlDataReader, TRow> read, Func<List<TRow>, T> answer, CancellationToken cancel)
    {
        var (rows, through) = await db.RowsAndLongAsync(statement, read, ArchiveTable.Through(shard), cancel).ConfigureAwait(false);
        return new Seen<T>(answer(rows), through);
    }

    private static Task<List<JournalRow>> RestOfLeadAsync(NpgsqlConnection db, ShardKey shard, JournalRow last, long throughSeq, CancellationToken cancel) => db.RowsAsync(
        new(
            $"""
            SELECT {JournalColumns.WithoutPersonal} FROM (
                SELECT r.seqs FROM lead_rows r WHERE r.workspace = $1 AND r.shard = $2 AND r.lead_id = $3 OFFSET 0) noted
            CROSS JOIN LATERAL (
                SELECT * FROM journal f WHERE f.workspace = $1 AND f.shard = $2 AND f.seq = ANY (noted.seqs) AND f.seq > $4 AND f.seq <= $5 OFFSET 0) j
            ORDER BY j.seq
            """,
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(last.Lead), Value.Of(last.Seq), Value.Of(throughSeq)),
        JournalColumns.Read, cancel);
}
