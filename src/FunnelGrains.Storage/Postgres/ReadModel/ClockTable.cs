using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.ReadModel;
using NodaTime;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.ReadModel;

/// <summary>The clocks that are still open, and when leads must be judged again.</summary>
internal static class ClockTable
{
    /// <summary>Replaces the open clocks of leads.</summary>
    public static IEnumerable<Statement> Put(ShardKey shard, IReadOnlyList<LeadView> leads)
    {
        yield return new(
            "DELETE FROM open_clocks WHERE workspace = $1 AND shard = $2 AND lead_id = ANY ($3)",
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Texts(leads.Select(lead => lead.Lead)));
        var open = leads.Where(lead => !lead.Clocks.IsDefaultOrEmpty)
            .SelectMany(lead => lead.Clocks.Where(clock => clock.Open).Select(clock => (lead.Lead, Clock: clock))).ToArray();
        if (open.Length == 0) yield break;
        yield return new(
            """
            INSERT INTO open_clocks (workspace, shard, lead_id, clause, start_event, cycle, state, started_at, due, owner, team)
            SELECT $1, $2, c.* FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11) AS c
            """,
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Texts(open.Select(one => one.Lead)),
            Value.Texts(open.Select(one => one.Clock.Clause)), Value.Texts(open.Select(one => one.Clock.StartEvent)),
            Value.Ints(open.Select(one => one.Clock.Cycle)), Value.Texts(open.Select(one => Names.Of(one.Clock.State))),
            Value.Instants(open.Select(one => one.Clock.Start)), Value.Instants(open.Select(one => one.Clock.Due)),
            Value.Texts(open.Select(one => one.Clock.Owner)), Value.Texts(open.Select(one => one.Clock.Team)));
    }

    /// <summary>When each lead of the shard must be judged again, with its running clock that falls due first.</summary>
    public static async Task<IReadOnlyList<LeadWake>> ReadWakesAsync(NpgsqlConnection db, ShardKey shard, CancellationToken cancel) => await db.RowsAsync(
        new(
            """
            SELECT DISTINCT ON (l.lead_id) l.lead_id, l.next_wake, c.clause, c.start_event, c.cycle, c.started_at, c.due, c.owner, c.team
            FROM leads l LEFT JOIN open_clocks c ON c.workspace = l.workspace AND c.shard = l.shard AND c.lead_id = l.lead_id
                AND c.state = 'running' AND c.due IS NOT NULL
            WHERE l.workspace = $1 AND l.shard = $2 AND l.next_wake IS NOT NULL
            ORDER BY l.lead_id, c.due, c.clause, c.start_event
            """,
            Value.Of(shard.Workspace), Value.Of(shard.Number)),
        row => new LeadWake(row.Text(0), row.Instant(1), row.IsDBNull(2) ? null : ReadRunning(row)), cancel).ConfigureAwait(false);

    /// <summary>The shards with a lead to be judged at or before an instant.</summary>
    public static async Task<IReadOnlyList<ShardKey>> ReadShardsToWakeAsync(NpgsqlConnection db, Instant until, CancellationToken cancel) => await db.RowsAsync(
        new("SELECT DISTINCT workspace, shard FROM leads WHERE next_wake <= $1 ORDER BY workspace, shard", Value.Of(until)), PostgresRow.Shard, cancel).ConfigureAwait(false);

    /// <summary>Running clocks of the workspace, the earliest due first.</summary>
    public static async Task<IReadOnlyList<RunningRow>> ReadRunningAsync(NpgsqlConnection db, RunningQuery query, CancellationToken cancel)
    {
        List<NpgsqlParameter> values = [Value.Of(query.Workspace), Value.Of(query.Limit)];
        var filters = "";
        foreach (var (column, value) in ((string, string?)[])[("clause", query.Clause), ("owner", query.Owner), ("team", query.Team)])
        {
            if (value is null) continue;
            values.Add(Value.Of(value));
            filters += $" AND {column} = ${values.Count}";
        }

        if (query.After is { } place)
        {
            values.AddRange([Value.Of(place.Due.ToUnixTimeMilliseconds()), Value.Of(place.Lead), Value.Of(place.Clause), Value.Of(place.StartEvent)]);
            filters += $" AND (due, lead_id, clause, start_event) > (${values.Count - 3}, ${values.Count - 2}, ${values.Count - 1}, ${values.Count})";
        }

        return await db.RowsAsync(
            new(
                $"""
                SELECT lead_id, NULL, clause, start_event, cycle, started_at, due, owner, team FROM open_clocks
                WHERE workspace = $1 AND state = 'running' AND due IS NOT NULL{filters}
                ORDER BY due, lead_id, clause, start_event LIMIT $2
                """,
                [.. values]),
            row => new RunningRow(row.Text(0), ReadRunning(row)), cancel).ConfigureAwait(false);
    }

    private static ClockView ReadRunning(NpgsqlDataReader row) => new(
        row.Text(2), row.Text(3), row.GetInt32(4), ClockState.Running, row.Instant(5), row.Instant(6), null, row.TextOrNull(7), row.Text(8), Open: true);
}
