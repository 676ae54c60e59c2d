using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.ReadModel;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.ReadModel;

/// <summary>The breaches.</summary>
internal static class BreachTable
{
    private const string Columns = "b.id, b.clause, b.start_event, b.cycle, b.due, b.announced_at, b.owner, b.team, b.state, b.open, b.rescinded, b.lead_id, b.shard";

    /// <summary>Replaces the breaches of leads.</summary>
    public static IEnumerable<Statement> Put(ShardKey shard, IReadOnlyList<LeadView> leads)
    {
        yield return new(
            "DELETE FROM breaches WHERE workspace = $1 AND shard = $2 AND lead_id = ANY ($3)",
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Texts(leads.Select(lead => lead.Lead)));
        var all = leads.Where(lead => !lead.Breaches.IsDefaultOrEmpty)
            .SelectMany(lead => lead.Breaches.Select((breach, position) => (lead.Lead, Position: position, Breach: breach))).ToArray();
        if (all.Length == 0) yield break;
        yield return new(
            """
            INSERT INTO breaches (workspace, shard, lead_id, position, id, clause, start_event, cycle, due, announced_at, owner, team, state, open, rescinded)
            SELECT $1, $2, b.* FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) AS b
            """,
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Texts(all.Select(one => one.Lead)), Value.Ints(all.Select(one => one.Position)),
            Value.Texts(all.Select(one => one.Breach.Id)), Value.Texts(all.Select(one => one.Breach.Clause)),
            Value.Texts(all.Select(one => one.Breach.StartEvent)), Value.Ints(all.Select(one => one.Breach.Cycle)),
            Value.Instants(all.Select(one => one.Breach.Due)), Value.Instants(all.Select(one => one.Breach.AnnouncedAt)),
            Value.Texts(all.Select(one => one.Breach.Owner)), Value.Texts(all.Select(one => one.Breach.Team)),
            Value.Texts(all.Select(one => Names.Of(one.Breach.State))), Value.Bools(all.Select(one => one.Breach.Open)),
            Value.Bools(all.Select(one => one.Breach.Rescinded)));
    }

    /// <summary>The leads with their breaches, in the order in which those were saved.</summary>
    public static async Task<List<LeadView>> WithBreachesAsync(
        NpgsqlConnection db, string workspace, IReadOnlyList<(int Shard, LeadView View)> leads, CancellationToken cancel)
    {
        if (leads.Count == 0) return [];
        var rows = await db.RowsAsync(
            new(
                $"""
                SELECT {Columns} FROM unnest($2, $3) AS asked (shard, lead_id)
                JOIN breaches b ON b.workspace = $1 AND b.shard = asked.shard AND b.lead_id = asked.lead_id ORDER BY b.position
                """,
                Value.Of(workspace), Value.Ints(leads.Select(lead => lead.Shard)), Value.Texts(leads.Select(lead => lead.View.Lead))),
            row => (Shard: row.GetInt32(12), Lead: row.Text(11), Breach: ReadRow(row)), cancel).ConfigureAwait(false);
        var breaches = rows.ToLookup(row => (row.Shard, row.Lead), row => row.Breach);
        return [.. leads.Select(lead => lead.View with { Breaches = [.. breaches[(lead.Shard, lead.View.Lead)]] })];
    }

    /// <summary>Breaches of the workspace, the latest due first.</summary>
    public static async Task<IReadOnlyList<BreachRow>> ReadAsync(NpgsqlConnection db, BreachQuery query, CancellationToken cancel)
    {
        List<NpgsqlParameter> values =
        [
            Value.Of(query.Workspace), Value.Of(query.From?.ToUnixTimeMilliseconds() ?? long.MinValue),
            Value.Of(query.To?.ToUnixTimeMilliseconds() ?? long.MaxValue), Value.Of(query.Limit),
        ];
        var (shard, after) = ("", "");
        if (query.Shard is { } number)
        {
            values.Add(Value.Of(number));
            shard = $"AND b.shard = ${values.Count}";
        }

        if (query.After is { } place)
        {
            values.AddRange([Value.Of(place.Due.ToUnixTimeMilliseconds()), Value.Of(place.Lead), Value.Of(place.Id)]);
            after = $"AND b.due <= ${values.Count - 2} AND (b.due < ${values.Count - 2} OR (b.lead_id, b.id) > (${values.Count - 1}, ${values.Count}))";
        }

        return await db.RowsAsync(
            new(
                $"""
                SELECT {Columns} FROM breaches b WHERE b.workspace = $1 AND b.due >= $2 AND b.due < $3
                {(query.OpenOnly ? "AND b.open AND NOT b.rescinded" : "")} {shard} {after}
                ORDER BY b.due DESC, b.lead_id, b.id LIMIT $4
                """,
                [.. values]),
            row => new BreachRow(row.Text(11), ReadRow(row)), cancel).ConfigureAwait(false);
    }

    /// <summary>A breach by its id.</summary>
    public static async Task<BreachRow?> FindAsync(NpgsqlConnection db, string workspace, string id, CancellationToken cancel) => await db.RowsAsync(
        new($"SELECT {Columns} FROM breaches b WHERE b.workspace = $1 AND b.id = $2 LIMIT 1", Value.Of(workspace), Value.Of(id)),
        row => new BreachRow(row.Text(11), ReadRow(row)), cancel).ConfigureAwait(false) is [var found] ? found : null;

    private static BreachView ReadRow(NpgsqlDataReader row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.GetInt32(3), row.Instant(4), row.InstantOrNull(5), row.TextOrNull(6), row.Text(7),
        Names.ClockStateOf(row.Text(8)), row.GetBoolean(9), row.GetBoolean(10));
}
