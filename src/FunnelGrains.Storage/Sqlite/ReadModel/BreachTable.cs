using System.Collections.Immutable;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.ReadModel;

/// <summary>The breaches.</summary>
internal static class BreachTable
{
    private const string Columns = "id, clause, start_event, cycle, due, announced_at, owner, team, state, open, rescinded, lead_id";

    /// <summary>Replaces the breaches of a lead.</summary>
    public static void Put(SqliteDb db, ShardKey shard, LeadView lead)
    {
        var forget = db.Statement("DELETE FROM breaches WHERE workspace = ?1 AND shard = ?2 AND lead_id = ?3");
        forget.Bind(shard);
        forget.Bind(3, lead.Lead);
        forget.Run();
        if (lead.Breaches.IsDefaultOrEmpty) return;
        for (var i = 0; i < lead.Breaches.Length; i++) Put(db, shard, lead.Lead, i, lead.Breaches[i]);
    }

    /// <summary>The breaches of a lead, in the order in which they were saved.</summary>
    public static ImmutableArray<BreachView> Read(SqliteDb db, ShardKey shard, string lead)
    {
        var breaches = db.Statement($"SELECT {Columns} FROM breaches WHERE workspace = ?1 AND shard = ?2 AND lead_id = ?3 ORDER BY position");
        breaches.Bind(shard);
        breaches.Bind(3, lead);
        return [.. breaches.Rows(ReadRow)];
    }

    /// <summary>Breaches of the workspace, the latest due first.</summary>
    public static IReadOnlyList<BreachRow> Read(SqliteDb db, BreachQuery query)
    {
        var breaches = db.Statement(
            $"""
            SELECT {Columns} FROM breaches WHERE workspace = ?1 AND due >= ?3 AND due < ?4
            {(query.Shard is null ? "" : "AND shard = ?2")} {(query.OpenOnly ? "AND open = 1 AND rescinded = 0" : "")}
            {(query.After is null ? "" : "AND due <= ?6 AND (due < ?6 OR (lead_id, id) > (?7, ?8))")}
            ORDER BY due DESC, lead_id, id LIMIT ?5
            """);
        breaches.Bind(1, query.Workspace);
        breaches.Bind(2, query.Shard ?? 0);
        breaches.Bind(3, query.From?.ToUnixTimeMilliseconds() ?? long.MinValue);
        breaches.Bind(4, query.To?.ToUnixTimeMilliseconds() ?? long.MaxValue);
        breaches.Bind(5, query.Limit);
        if (query.After is { } after)
        {
            breaches.Bind(6, after.Due);
            breaches.Bind(7, after.Lead);
            breaches.Bind(8, after.Id);
        }

        return breaches.Rows(row => new BreachRow(row.Text(11), ReadRow(row)));
    }

    /// <summary>A breach by its id.</summary>
    public static BreachRow? Find(SqliteDb db, string workspace, string id)
    {
        var find = db.Statement($"SELECT {Columns} FROM breaches WHERE workspace = ?1 AND id = ?2 LIMIT 1");
        find.Bind(1, workspace);
        find.Bind(2, id);
        return find.Rows(row => new BreachRow(row.Text(11), ReadRow(row))) is [var found] ? found : null;
    }

    private static void Put(SqliteDb db, ShardKey shard, string lead, int position, BreachView breach)
    {
        var put = db.Statement(
            """
            INSERT INTO breaches (workspace, shard, lead_id, position, id, clause, start_event, cycle, due, announced_at, owner, team, state, open, rescinded)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
            """);
        put.Bind(shard);
        put.Bind(3, lead);
        put.Bind(4, position);
        put.Bind(5, breach.Id);
        put.Bind(6, breach.Clause);
        put.Bind(7, breach.StartEvent);
        put.Bind(8, breach.Cycle);
        put.Bind(9, breach.Due);
        put.Bind(10, breach.AnnouncedAt);
        put.Bind(11, breach.Owner);
        put.Bind(12, breach.Team);
        put.Bind(13, Names.Of(breach.State));
        put.Bind(14, breach.Open);
        put.Bind(15, breach.Rescinded);
        put.Run();
    }

    private static BreachView ReadRow(SqliteStatement row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Int(3), row.Instant(4), row.InstantOrNull(5), row.TextOrNull(6), row.Text(7),
        Names.ClockStateOf(row.Text(8)), row.Bool(9), row.Bool(10));
}
