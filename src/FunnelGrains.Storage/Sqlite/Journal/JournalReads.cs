using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>What is asked of the table <c>journal</c>.</summary>
internal static class JournalReads
{
    public static long LastSeq(SqliteDb db, ShardKey shard)
    {
        var last = db.Statement("SELECT coalesce(max(seq), 0) FROM journal WHERE workspace = ?1 AND shard = ?2");
        last.Bind(shard);
        return last.Rows(row => row.Long(0))[0];
    }

    public static IReadOnlyList<ShardKey> Dirty(SqliteDb db) =>
        db.Statement("SELECT workspace, shard FROM dirty_shards ORDER BY workspace, shard").Rows(row => new ShardKey(row.Text(0), row.Int(1)));

    public static IReadOnlyList<JournalRow> After(SqliteDb db, ShardKey shard, long afterSeq, int limit)
    {
        var rows = db.Statement(
            $"SELECT {JournalColumns.WithoutPersonal} FROM journal WHERE workspace = ?1 AND shard = ?2 AND seq > ?3 ORDER BY seq LIMIT ?4");
        rows.Bind(shard);
        rows.Bind(3, afterSeq);
        rows.Bind(4, limit);
        return rows.Rows(JournalColumns.Read);
    }

    public static IReadOnlyDictionary<string, IReadOnlyList<JournalRow>> Leads(
        SqliteDb db, ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel)
    {
        var found = new Dictionary<string, IReadOnlyList<JournalRow>>(StringComparer.Ordinal);
        var rows = db.Statement(
            $"""
            SELECT {(personal ? JournalColumns.WithPersonal : JournalColumns.WithoutPersonal)} FROM journal
            WHERE workspace = ?1 AND shard = ?2 AND lead_id = ?3 AND seq <= ?4 ORDER BY seq
            """);
        rows.Bind(shard);
        rows.Bind(4, throughSeq);
        foreach (var lead in leads)
        {
            cancel.ThrowIfCancellationRequested();
            rows.Bind(3, lead);
            var history = rows.Rows(JournalColumns.Read);
            if (history.Count > 0) found[lead] = history;
        }
        return found;
    }

    public static IReadOnlyList<LeadRows> LeadPage(SqliteDb db, ShardKey shard, string afterLead, long throughSeq, int enough)
    {
        var rows = db.Statement(
            $"""
            SELECT {JournalColumns.WithoutPersonal} FROM journal
            WHERE workspace = ?1 AND shard = ?2 AND lead_id > ?3 AND seq <= ?4 ORDER BY lead_id, seq
            """);
        rows.Bind(shard);
        rows.Bind(3, afterLead);
        rows.Bind(4, throughSeq);
        var page = new List<LeadRows>();
        var count = 0;
        List<JournalRow>? lead = null;
        try
        {
            while (rows.Step())
            {
                var row = JournalColumns.Read(rows);
                if (lead is null || row.Lead != lead[0].Lead)
                {
                    if (count >= enough && count > 0) break;
                    page.Add(new LeadRows(row.Lead, lead = []));
                }
                lead.Add(row);
                count++;
            }
        }
        finally
        {
            rows.Reset();
        }
        return page;
    }

    public static IReadOnlyList<string> LeadIds(SqliteDb db, ShardKey shard, string afterLead, int limit)
    {
        var ids = db.Statement("SELECT DISTINCT lead_id FROM journal WHERE workspace = ?1 AND shard = ?2 AND lead_id > ?3 ORDER BY lead_id LIMIT ?4");
        ids.Bind(shard);
        ids.Bind(3, afterLead);
        ids.Bind(4, limit);
        return ids.Rows(row => row.Text(0));
    }

    public static IReadOnlyList<string> LeadIdsReceivedSince(SqliteDb db, ShardKey shard, NodaTime.Instant since, long throughSeq)
    {
        var ids = db.Statement(
            """
            SELECT DISTINCT lead_id FROM journal
            WHERE workspace = ?1 AND shard = ?2 AND seq <= ?3 AND received_at >= ?4 AND lead_id <> ''
            """);
        ids.Bind(shard);
        ids.Bind(3, throughSeq);
        ids.Bind(4, since.ToUnixTimeMilliseconds());
        return ids.Rows(row => row.Text(0));
    }
}
