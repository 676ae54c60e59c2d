using System.Collections.Immutable;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.ReadModel;

/// <summary>The leads as lists show them.</summary>
internal static class LeadTable
{
    /// <summary>What <see cref="Read"/> reads, in its order.</summary>
    public const string Columns =
        "shard, lead_id, status, stage, cycle, owner, team, source, campaign, segment, captured_at, updated_at, next_due, events, clocks";

    private const string Replace =
        """
        INSERT INTO leads (workspace, shard, lead_id, status, stage, cycle, owner, team, source, campaign, segment,
            captured_at, updated_at, next_due, next_wake, events, search, clocks)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
        ON CONFLICT (workspace, shard, lead_id) DO UPDATE SET
            status = excluded.status, stage = excluded.stage, cycle = excluded.cycle, owner = excluded.owner, team = excluded.team,
            source = excluded.source, campaign = excluded.campaign, segment = excluded.segment, captured_at = excluded.captured_at,
            updated_at = excluded.updated_at, next_due = excluded.next_due, next_wake = excluded.next_wake, events = excluded.events,
            search = excluded.search, clocks = excluded.clocks
        """;

    /// <summary>Leads with an event at or after an instant; with an open clock too, if asked.</summary>
    public static IReadOnlyList<string> ReadTouched(SqliteDb db, ShardKey shard, NodaTime.Instant since, bool withOpenClocks)
    {
        // The order of the list finds the workspace's newest leads, and of those the shard's are taken.
        var touched = db.Statement(
            """
            SELECT lead_id FROM leads WHERE workspace = ?1 AND +shard = ?2 AND updated_at >= ?3
            UNION SELECT lead_id FROM open_clocks WHERE ?4 AND workspace = ?1 AND shard = ?2
            """);
        touched.Bind(shard);
        touched.Bind(3, since);
        touched.Bind(4, withOpenClocks ? 1 : 0);
        return touched.Rows(row => row.Text(0));
    }

    /// <summary>Open leads in a stage.</summary>
    public static IReadOnlyList<string> ReadInStage(SqliteDb db, ShardKey shard, string stage)
    {
        var there = db.Statement("SELECT lead_id FROM leads WHERE workspace = ?1 AND shard = ?2 AND stage = ?3 AND status = 'open' ORDER BY lead_id");
        there.Bind(shard);
        there.Bind(3, stage);
        return there.Rows(row => row.Text(0));
    }

    /// <summary>Replaces a lead with its open clocks and breaches.</summary>
    public static void Put(SqliteDb db, ShardKey shard, ChangedLead changed)
    {
        var lead = changed.View;
        var put = db.Statement(Replace);
        put.Bind(shard);
        put.Bind(3, lead.Lead);
        put.Bind(4, Names.Of(lead.Status));
        put.Bind(5, lead.Stage);
        put.Bind(6, lead.Cycle);
        put.Bind(7, lead.Owner);
        put.Bind(8, lead.Team);
        put.Bind(9, lead.Source);
        put.Bind(10, lead.Campaign);
        put.Bind(11, lead.Segment);
        put.Bind(12, lead.CapturedAt);
        put.Bind(13, lead.UpdatedAt);
        put.Bind(14, lead.NextDue);
        put.Bind(15, changed.NextWake);
        put.Bind(16, lead.Events);
        put.Bind(17, SearchText.Of(lead));
        if (lead.Clocks.IsDefaultOrEmpty) put.BindNull(18);
        else put.Bind(18, ClocksJson.Write(lead.Clocks));
        put.Run();
        ClockTable.Put(db, shard, lead);
        BreachTable.Put(db, shard, lead);
    }

    /// <summary>The leads of a statement that selects <see cref="Columns"/>.</summary>
    public static List<LeadView> Read(SqliteDb db, string workspace, SqliteStatement leads) =>
        [.. leads.Rows(ReadRow).Select(row => row.View with { Breaches = BreachTable.Read(db, new ShardKey(workspace, row.Shard), row.View.Lead) })];

    /// <summary>The shard's leads in the order of their ids.</summary>
    public static List<LeadView> ReadPage(SqliteDb db, ShardKey shard, string afterLead, int limit)
    {
        var page = db.Statement($"SELECT {Columns} FROM leads WHERE workspace = ?1 AND shard = ?2 AND lead_id > ?3 ORDER BY lead_id LIMIT ?4");
        page.Bind(shard);
        page.Bind(3, afterLead);
        page.Bind(4, limit);
        return Read(db, shard.Workspace, page);
    }

    private static (int Shard, LeadView View) ReadRow(SqliteStatement row) => (row.Int(0), new LeadView(
        row.Text(1), Names.StatusOf(row.Text(2)), row.Text(3), row.Int(4), row.TextOrNull(5), row.Text(6), row.TextOrNull(7), row.TextOrNull(8),
        row.TextOrNull(9), row.Instant(10), row.Instant(11), row.InstantOrNull(12), row.Int(13),
        row.IsNull(14) ? [] : ClocksJson.Read(row.Utf8(14)), []));
}
