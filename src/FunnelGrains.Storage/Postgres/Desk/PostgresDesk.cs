using FunnelGrains.Domain.Desk;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Storage.Desk;
using FunnelGrains.Storage.Postgres.Engine;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Desk;

/// <summary>What people did about breaches, beside the journal.</summary>
internal sealed class PostgresDesk(Access access) : IDesk
{
    private const string Columns =
        "breach, lead_id, clause, start_event, cycle, due, announced_at, owner, team, state, taken_by, taken_at, resolved_by, resolved_at, reason, code, notes";

    private const string Insert =
        $"""
        WITH deed AS (
            INSERT INTO desk_deeds (workspace, breach, number, kind, at, who, origin, words, code, name)
            VALUES ($1, $2, $19, $20, $21, $22, $23, $24, $25, $26) ON CONFLICT DO NOTHING RETURNING workspace)
        INSERT INTO desk_cases (workspace, {Columns})
        SELECT workspace, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18 FROM deed
        ON CONFLICT (workspace, breach) DO UPDATE SET (
            lead_id, clause, start_event, cycle, due, announced_at, owner, team, state, taken_by, taken_at, resolved_by, resolved_at, reason, code, notes) =
            ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        RETURNING 1
        """;

    /// <inheritdoc/>
    public Task<DeskFile?> FindAsync(string workspace, string breach, CancellationToken cancel) => access.ReadOneMomentAsync<DeskFile?>(
        async db => await CasesAsync(db, workspace, [breach], cancel).ConfigureAwait(false) is [var found]
            ? new DeskFile(found, [.. await DeedsAsync(db, workspace, breach, cancel).ConfigureAwait(false)]) : null,
        cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeskCase>> FindAsync(string workspace, IReadOnlyCollection<string> breaches, CancellationToken cancel) =>
        access.ReadAsync(db => CasesAsync(db, workspace, breaches, cancel), cancel);

    /// <inheritdoc/>
    public async Task<bool> WriteAsync(DeskWrite write)
    {
        var (of, breach, deed) = (write.Case, write.Case.Breach, write.Deed);
        var statement = new Statement(
            Insert, Value.Of(write.Workspace), Value.Of(breach.Id), Value.Of(of.Lead), Value.Of(breach.Clause), Value.Of(breach.StartEvent), Value.Of(breach.Cycle), Value.Of(breach.Due),
            Value.Of(breach.AnnouncedAt), Value.Of(breach.Owner), Value.Of(breach.Team), Value.Of(Names.Of(breach.State)), Value.Of(of.TakenBy), Value.Of(of.TakenAt),
            Value.Of(of.Resolution?.By), Value.Of(of.Resolution?.At), Value.Of(of.Resolution?.Reason), Value.Of(of.Resolution?.Code), Value.Of(of.Notes),
            Value.Of(deed.Number), Value.Of(Names.Of(deed.Kind)), Value.Of(deed.At), Value.Of(deed.By), Value.Of(deed.Origin), Value.Of(deed.Text), Value.Of(deed.Code), Value.Of(deed.Key));
        return await access.TakeOverAsync(db => db.RowsAsync(statement, row => row.GetInt32(0), CancellationToken.None)).ConfigureAwait(false) is { Count: 1 };
    }

    private static async Task<IReadOnlyList<DeskCase>> CasesAsync(NpgsqlConnection db, string workspace, IReadOnlyCollection<string> breaches, CancellationToken cancel) =>
        await db.RowsAsync(
            new($"SELECT {Columns} FROM desk_cases WHERE workspace = $1 AND breach = ANY ($2)", Value.Of(workspace), Value.Texts(breaches)), Read, cancel).ConfigureAwait(false);

    private static Task<List<DeskDeed>> DeedsAsync(NpgsqlConnection db, string workspace, string breach, CancellationToken cancel) => db.RowsAsync(
        new(
            "SELECT number, kind, at, who, origin, words, code, name FROM desk_deeds WHERE workspace = $1 AND breach = $2 ORDER BY number",
            Value.Of(workspace), Value.Of(breach)),
        row => new DeskDeed(
            row.GetInt32(0), Names.DeskDeedKindOf(row.Text(1)), row.Instant(2), row.Text(3), row.Text(4), row.TextOrNull(5), row.TextOrNull(6), row.TextOrNull(7)),
        cancel);

    // Whether it is open, or taken back, is not for the desk to say.
    private static DeskCase Read(NpgsqlDataReader row) => new(
        row.Text(1),
        new BreachView(
            row.Text(0), row.Text(2), row.Text(3), row.GetInt32(4), row.Instant(5), row.InstantOrNull(6), row.TextOrNull(7), row.Text(8), Names.ClockStateOf(row.Text(9)), Open: false,
            Rescinded: false),
        row.TextOrNull(10), row.InstantOrNull(11), row.TextOrNull(12) is { } by ? new DeskResolution(by, row.Instant(13), row.Text(14), row.TextOrNull(15)) : null, row.GetInt32(16));
}
