using System.Globalization;
using System.Text;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>The tables that say where each lead's rows are, and up to which sequence number they say it.</summary>
internal static class LeadNotes
{
    private const string NotedRows = "lead_rows r CROSS JOIN json_each(r.seqs) s CROSS JOIN journal j ON j.workspace = r.workspace AND j.shard = r.shard AND j.seq = s.value";

    private static readonly string WithPersonal = OfJournal(JournalColumns.WithPersonal);
    private static readonly string WithoutPersonal = OfJournal(JournalColumns.WithoutPersonal);

    /// <summary>The last row noted.</summary>
    public static long Through(SqliteDb db, ShardKey shard)
    {
        var noted = db.Statement("SELECT coalesce(max(through), 0) FROM noted WHERE workspace = ?1 AND shard = ?2");
        noted.Bind(shard);
        return noted.RunForLong();
    }

    /// <summary>Notes the next rows, at most so many.</summary>
    /// <returns>The last row noted, and whether it is the shard's last.</returns>
    public static (long Through, bool All) NoteNext(SqliteDb db, ShardKey shard, int atOnce)
    {
        var through = Through(db, shard);
        var rows = db.Statement("SELECT seq, lead_id FROM journal WHERE workspace = ?1 AND shard = ?2 AND seq > ?3 ORDER BY seq LIMIT ?4");
        rows.Bind(shard);
        rows.Bind(3, through);
        rows.Bind(4, atOnce);
        var found = rows.Rows(row => (Seq: row.Long(0), Lead: row.Text(1)));
        if (found.Count == 0) return (through, true);
        // In the order of the table's key, so that neighbours go into one page one after the other.
        var byLead = found.Where(row => row.Lead.Length > 0).GroupBy(row => row.Lead, row => row.Seq, StringComparer.Ordinal).ToList();
        byLead.Sort(static (a, b) => EventOrder.CompareUtf8(a.Key, b.Key));
        var note = db.Statement("INSERT INTO lead_rows (workspace, shard, lead_id, first, seqs) VALUES (?1, ?2, ?3, ?4, ?5)");
        note.Bind(shard);
        foreach (var lead in byLead)
        {
            note.Bind(3, lead.Key);
            note.Bind(4, lead.First());
            note.Bind(5, Json(lead));
            note.Run();
        }

        var noted = db.Statement(
            "INSERT INTO noted (workspace, shard, through) VALUES (?1, ?2, ?3) ON CONFLICT (workspace, shard) DO UPDATE SET through = excluded.through");
        noted.Bind(shard);
        noted.Bind(3, found[^1].Seq);
        noted.Run();
        return (found[^1].Seq, found[^1].Seq == JournalReads.LastSeq(db, shard));
    }

    /// <summary>The noted rows of one lead, ascending.</summary>
    public static List<JournalRow> Rows(SqliteDb db, ShardKey shard, string lead, long throughSeq, bool personal)
    {
        var rows = db.Statement(
            $"""
            SELECT {(personal ? WithPersonal : WithoutPersonal)} FROM {NotedRows}
            WHERE r.workspace = ?1 AND r.shard = ?2 AND r.lead_id = ?3 AND j.seq <= ?4 ORDER BY j.seq
            """);
        rows.Bind(shard);
        rows.Bind(3, lead);
        rows.Bind(4, throughSeq);
        return rows.Rows(JournalColumns.Read);
    }

    /// <summary>The noted rows of the leads after one, whole leads in the order of their ids.</summary>
    public static SqliteStatement RowsAfter(SqliteDb db, ShardKey shard, string afterLead, long throughSeq)
    {
        var rows = db.Statement(
            $"""
            SELECT {WithoutPersonal} FROM {NotedRows}
            WHERE r.workspace = ?1 AND r.shard = ?2 AND r.lead_id > ?3 AND j.seq <= ?4 ORDER BY r.lead_id, r.first
            """);
        rows.Bind(shard);
        rows.Bind(3, afterLead);
        rows.Bind(4, throughSeq);
        return rows;
    }

    /// <summary>The ids of noted leads, ascending.</summary>
    public static IReadOnlyList<string> LeadIds(SqliteDb db, ShardKey shard, string afterLead, int limit)
    {
        var ids = db.Statement("SELECT DISTINCT lead_id FROM lead_rows WHERE workspace = ?1 AND shard = ?2 AND lead_id > ?3 ORDER BY lead_id LIMIT ?4");
        ids.Bind(shard);
        ids.Bind(3, afterLead);
        ids.Bind(4, limit);
        return ids.Rows(row => row.Text(0));
    }

    private static string OfJournal(string columns) => string.Join(", ", columns.Split(", ").Select(column => column == "NULL" ? column : $"j.{column}"));

    private static string Json(IEnumerable<long> seqs)
    {
        var json = new StringBuilder("[");
        foreach (var seq in seqs) json.Append(CultureInfo.InvariantCulture, $"{(json.Length == 1 ? "" : ",")}{seq}");
        return json.Append(']').ToString();
    }
}
