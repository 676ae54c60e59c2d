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
        SqliteDb db, LeadTails tails, ShardKey shard, IReadOnlyCollection<string> leads, long throughSeq, bool personal, CancellationToken cancel)
    {
        var found = new Dictionary<string, List<JournalRow>>(StringComparer.Ordinal);
        foreach (var lead in leads)
        {
            cancel.ThrowIfCancellationRequested();
            var history = LeadNotes.Rows(db, shard, lead, throughSeq, personal);
            if (history.Count > 0) found[lead] = history;
        }

        var noted = LeadNotes.Through(db, shard);
        foreach (var row in Newest(db, shard, tails.Among(shard, noted, leads), noted, throughSeq, personal))
        {
            if (!found.TryGetValue(row.Lead, out var history)) found[row.Lead] = history = [];
            history.Add(row);
        }

        return found.ToDictionary(pair => pair.Key, IReadOnlyList<JournalRow> (pair) => pair.Value, StringComparer.Ordinal);
    }

    /// <returns>Whole leads; null when not all rows up to the bound are noted.</returns>
    public static IReadOnlyList<LeadRows>? LeadPage(SqliteDb db, ShardKey shard, string afterLead, long throughSeq, int enough)
    {
        if (LeadNotes.Through(db, shard) < Math.Min(throughSeq, LastSeq(db, shard))) return null;
        var rows = LeadNotes.RowsAfter(db, shard, afterLead, throughSeq);
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

    /// <returns>Null when not all rows are noted.</returns>
    public static IReadOnlyList<string>? LeadIds(SqliteDb db, ShardKey shard, string afterLead, int limit) =>
        afterLead.Length == 0 && LeadNotes.Through(db, shard) < LastSeq(db, shard) ? null : LeadNotes.LeadIds(db, shard, afterLead, limit);

    public static IReadOnlyList<string> LeadIdsReceivedSince(SqliteDb db, ShardKey shard, NodaTime.Instant since, long throughSeq)
    {
        var ids = db.Statement(
            """
            SELECT DISTINCT lead_id FROM journal
            WHERE workspace = ?1 AND shard = ?2 AND seq > ?5 AND seq <= ?3 AND received_at >= ?4 AND lead_id <> ''
            """);
        ids.Bind(shard);
        ids.Bind(3, throughSeq);
        ids.Bind(4, since.ToUnixTimeMilliseconds());
        ids.Bind(5, LastReceivedBefore(db, shard, since - ReceivedOrder.Slack));
        return ids.Rows(row => row.Text(0));
    }

    private static long LastReceivedBefore(SqliteDb db, ShardKey shard, NodaTime.Instant before)
    {
        var ends = db.Statement("SELECT coalesce(min(seq), 1) FROM journal WHERE workspace = ?1 AND shard = ?2");
        ends.Bind(shard);
        var first = ends.Rows(row => row.Long(0))[0];
        var at = db.Statement("SELECT received_at FROM journal WHERE workspace = ?1 AND shard = ?2 AND seq = ?3");
        at.Bind(shard);
        var (low, high) = (first - 1, LastSeq(db, shard) + 1);
        while (ReceivedOrder.Middle(low, high) is { } middle)
        {
            at.Bind(3, middle);
            (low, high) = ReceivedOrder.Narrow(low, high, middle, at.Rows(row => row.Long(0)), before);
        }

        return low;
    }

    /// <summary>Rows of some leads that are not noted yet, ascending.</summary>
    private static List<JournalRow> Newest(SqliteDb db, ShardKey shard, IReadOnlyCollection<string> leads, long noted, long throughSeq, bool personal)
    {
        if (leads.Count == 0) return [];
        var wanted = leads.ToHashSet(StringComparer.Ordinal);
        var all = db.Statement("SELECT seq, lead_id FROM journal WHERE workspace = ?1 AND shard = ?2 AND seq > ?3 AND seq <= ?4 ORDER BY seq");
        all.Bind(shard);
        all.Bind(3, noted);
        all.Bind(4, throughSeq);
        var one = db.Statement(
            $"SELECT {(personal ? JournalColumns.WithPersonal : JournalColumns.WithoutPersonal)} FROM journal WHERE workspace = ?1 AND shard = ?2 AND seq = ?3");
        one.Bind(shard);
        var found = new List<JournalRow>();
        foreach (var seq in all.Rows(row => wanted.Contains(row.Text(1)) ? row.Long(0) : 0))
        {
            if (seq == 0) continue;
            one.Bind(3, seq);
            found.AddRange(one.Rows(JournalColumns.Read));
        }

        return found;
    }
}
