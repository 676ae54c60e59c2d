using System.Text;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.ReadModel;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.ReadModel;

/// <summary>The leads as lists show them.</summary>
internal static class LeadTable
{
    /// <summary>What <see cref="ReadAsync"/> reads, in its order.</summary>
    public const string Columns =
        "shard, lead_id, status, stage, cycle, owner, team, source, campaign, segment, captured_at, updated_at, next_due, events, clocks";

    private const string Replace =
        """
        INSERT INTO leads (workspace, shard, lead_id, status, stage, cycle, owner, team, source, campaign, segment,
            captured_at, updated_at, next_due, next_wake, events, search, clocks)
        SELECT $1, $2, l.* FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) AS l
        ON CONFLICT (workspace, shard, lead_id) DO UPDATE SET
            status = excluded.status, stage = excluded.stage, cycle = excluded.cycle, owner = excluded.owner, team = excluded.team,
            source = excluded.source, campaign = excluded.campaign, segment = excluded.segment, captured_at = excluded.captured_at,
            updated_at = excluded.updated_at, next_due = excluded.next_due, next_wake = excluded.next_wake, events = excluded.events,
            search = excluded.search, clocks = excluded.clocks
        """;

    /// <summary>Replaces leads with their open clocks and breaches; of one that comes twice the last counts.</summary>
    public static IEnumerable<Statement> Put(ShardKey shard, IReadOnlyCollection<ChangedLead> changed)
    {
        if (changed.Count == 0) return [];
        var last = new Dictionary<string, ChangedLead>(changed.Count, StringComparer.Ordinal);
        foreach (var lead in changed) last[lead.View.Lead] = lead;
        var leads = last.Values.Select(lead => lead.View).ToArray();
        return [Put(shard, leads, last.Values), .. ClockTable.Put(shard, leads), .. BreachTable.Put(shard, leads)];
    }

    /// <summary>The leads of a statement that selects <see cref="Columns"/>.</summary>
    public static async Task<List<LeadView>> ReadAsync(NpgsqlConnection db, string workspace, Statement which, CancellationToken cancel) =>
        await BreachTable.WithBreachesAsync(db, workspace, await db.RowsAsync(which, ReadRow, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);

    /// <summary>The shard's leads in the order of their ids.</summary>
    public static Task<List<LeadView>> ReadPageAsync(NpgsqlConnection db, ShardKey shard, string afterLead, int limit, CancellationToken cancel) => ReadAsync(
        db, shard.Workspace,
        new(
            $"SELECT {Columns} FROM leads WHERE workspace = $1 AND shard = $2 AND lead_id > $3 ORDER BY lead_id LIMIT $4",
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(afterLead), Value.Of(limit)),
        cancel);

    /// <summary>Leads with an event at or after an instant; with an open clock too, if asked.</summary>
    public static async Task<IReadOnlyList<string>> ReadTouchedAsync(NpgsqlConnection db, ShardKey shard, NodaTime.Instant since, bool withOpenClocks, CancellationToken cancel) => await db.RowsAsync(
        new(
            """
            SELECT lead_id FROM leads WHERE workspace = $1 AND shard = $2 AND updated_at >= $3
            UNION SELECT lead_id FROM open_clocks WHERE $4 AND workspace = $1 AND shard = $2
            """,
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(since), Value.Of(withOpenClocks)),
        row => row.Text(0), cancel).ConfigureAwait(false);

    /// <summary>Open leads in a stage.</summary>
    public static async Task<IReadOnlyList<string>> ReadInStageAsync(NpgsqlConnection db, ShardKey shard, string stage, CancellationToken cancel) => await db.RowsAsync(
        new(
            "SELECT lead_id FROM leads WHERE workspace = $1 AND shard = $2 AND stage = $3 AND status = 'open' ORDER BY lead_id",
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(stage)),
        row => row.Text(0), cancel).ConfigureAwait(false);

    private static Statement Put(ShardKey shard, LeadView[] leads, IReadOnlyCollection<ChangedLead> changed) => new(
        Replace,
        Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Texts(leads.Select(lead => lead.Lead)), Value.Texts(leads.Select(lead => Names.Of(lead.Status))),
        Value.Texts(leads.Select(lead => lead.Stage)), Value.Ints(leads.Select(lead => lead.Cycle)), Value.Texts(leads.Select(lead => lead.Owner)),
        Value.Texts(leads.Select(lead => lead.Team)), Value.Texts(leads.Select(lead => lead.Source)), Value.Texts(leads.Select(lead => lead.Campaign)),
        Value.Texts(leads.Select(lead => lead.Segment)), Value.Instants(leads.Select(lead => lead.CapturedAt)), Value.Instants(leads.Select(lead => lead.UpdatedAt)),
        Value.Instants(leads.Select(lead => lead.NextDue)), Value.Instants(changed.Select(lead => lead.NextWake)), Value.Ints(leads.Select(lead => lead.Events)),
        Value.Texts(leads.Select(SearchText.Of)), Value.Texts(leads.Select(Clocks)));

    private static string? Clocks(LeadView lead) => lead.Clocks.IsDefaultOrEmpty ? null : Encoding.UTF8.GetString(ClocksJson.Write(lead.Clocks));

    private static (int Shard, LeadView View) ReadRow(NpgsqlDataReader row) => (row.GetInt32(0), new LeadView(
        row.Text(1), Names.StatusOf(row.Text(2)), row.Text(3), row.GetInt32(4), row.TextOrNull(5), row.Text(6), row.TextOrNull(7), row.TextOrNull(8),
        row.TextOrNull(9), row.Instant(10), row.Instant(11), row.InstantOrNull(12), row.GetInt32(13),
        row.IsDBNull(14) ? [] : ClocksJson.Read(Encoding.UTF8.GetBytes(row.Text(14))), []));
}
