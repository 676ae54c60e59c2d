using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Sqlite.Engine;
using NodaTime;

namespace FunnelGrains.Storage.Sqlite.ReadModel;

/// <summary>The clocks that are still open, and when leads must be judged again.</summary>
internal static class ClockTable
{
    /// <summary>Replaces the open clocks of a lead.</summary>
    public static void Put(SqliteDb db, ShardKey shard, LeadView lead)
    {
        var forget = db.Statement("DELETE FROM open_clocks WHERE workspace = ?1 AND shard = ?2 AND lead_id = ?3");
        forget.Bind(shard);
        forget.Bind(3, lead.Lead);
        forget.Run();
        if (lead.Clocks.IsDefaultOrEmpty) return;
        foreach (var clock in lead.Clocks.Where(clock => clock.Open)) Put(db, shard, lead.Lead, clock);
    }

    /// <summary>When each lead of the shard must be judged again, with its running clock that falls due first.</summary>
    public static IReadOnlyList<LeadWake> ReadWakes(SqliteDb db, ShardKey shard)
    {
        var wakes = db.Statement(
            """
            SELECT l.lead_id, l.next_wake, c.clause, c.start_event, c.cycle, c.started_at, c.due, c.owner, c.team
            FROM leads l LEFT JOIN open_clocks c ON c.workspace = l.workspace AND c.shard = l.shard AND c.lead_id = l.lead_id
                AND c.state = 'running' AND c.due IS NOT NULL
            WHERE l.workspace = ?1 AND l.shard = ?2 AND l.next_wake IS NOT NULL
            ORDER BY l.lead_id, c.due, c.clause, c.start_event
            """);
        wakes.Bind(shard);
        var leads = new List<LeadWake>();
        foreach (var wake in wakes.Rows(row => new LeadWake(row.Text(0), row.Instant(1), row.IsNull(2) ? null : ReadRunning(row))))
            if (leads.Count == 0 || leads[^1].Lead != wake.Lead) leads.Add(wake);
        return leads;
    }

    /// <summary>The shards with a lead to be judged at or before an instant.</summary>
    public static IReadOnlyList<ShardKey> ReadShardsToWake(SqliteDb db, Instant until)
    {
        var shards = db.Statement("SELECT DISTINCT workspace, shard FROM leads WHERE next_wake <= ?1 ORDER BY workspace, shard");
        shards.Bind(1, until);
        return shards.Rows(row => new ShardKey(row.Text(0), row.Int(1)));
    }

    /// <summary>Running clocks of the workspace, the earliest due first.</summary>
    public static IReadOnlyList<RunningRow> ReadRunning(SqliteDb db, RunningQuery query)
    {
        var running = db.Statement(
            $"""
            SELECT lead_id, NULL, clause, start_event, cycle, started_at, due, owner, team FROM open_clocks
            WHERE workspace = ?1 AND state = 'running' AND due IS NOT NULL
            {(query.Clause is null ? "" : "AND clause = ?2")} {(query.Owner is null ? "" : "AND owner = ?3")} {(query.Team is null ? "" : "AND team = ?4")}
            {(query.After is null ? "" : "AND (due, lead_id, clause, start_event) > (?6, ?7, ?8, ?9)")}
            ORDER BY due, lead_id, clause, start_event LIMIT ?5
            """);
        running.Bind(1, query.Workspace);
        if (query.Clause is not null) running.Bind(2, query.Clause);
        if (query.Owner is not null) running.Bind(3, query.Owner);
        if (query.Team is not null) running.Bind(4, query.Team);
        running.Bind(5, query.Limit);
        if (query.After is { } after)
        {
            running.Bind(6, after.Due);
            running.Bind(7, after.Lead);
            running.Bind(8, after.Clause);
            running.Bind(9, after.StartEvent);
        }

        return running.Rows(row => new RunningRow(row.Text(0), ReadRunning(row)));
    }

    private static void Put(SqliteDb db, ShardKey shard, string lead, ClockView clock)
    {
        var put = db.Statement(
            """
            INSERT INTO open_clocks (workspace, shard, lead_id, clause, start_event, cycle, state, started_at, due, owner, team)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """);
        put.Bind(shard);
        put.Bind(3, lead);
        put.Bind(4, clock.Clause);
        put.Bind(5, clock.StartEvent);
        put.Bind(6, clock.Cycle);
        put.Bind(7, Names.Of(clock.State));
        put.Bind(8, clock.Start);
        put.Bind(9, clock.Due);
        put.Bind(10, clock.Owner);
        put.Bind(11, clock.Team);
        put.Run();
    }

    private static ClockView ReadRunning(SqliteStatement row) => new(
        row.Text(2), row.Text(3), row.Int(4), ClockState.Running, row.Instant(5), row.Instant(6), null, row.TextOrNull(7), row.Text(8), Open: true);
}
