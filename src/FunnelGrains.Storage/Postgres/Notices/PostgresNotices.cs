using FunnelGrains.Storage.Notices;
using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.Postgres.Journal;
using NodaTime;

namespace FunnelGrains.Storage.Postgres.Notices;

/// <summary>The messages, on a few connections of their own.</summary>
internal sealed class PostgresNotices(Access access) : INotices
{
    private const string Columns = "endpoint, id, dead, created_at, first_tried_at, next_at, attempts, reason, detail, document";

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> WorkspacesAsync(CancellationToken cancel) =>
        RowsAsync(new("SELECT DISTINCT workspace FROM notice_endpoints ORDER BY workspace"), row => row.Text(0), cancel);

    /// <inheritdoc/>
    public Task<NoticeClaim> ClaimAsync(string workspace) => access.TakeOverAsync(async db =>
    {
        var claim = await db.RowsAsync(
            new("INSERT INTO notifiers (workspace, claim) VALUES ($1, 1) ON CONFLICT (workspace) DO UPDATE SET claim = notifiers.claim + 1 RETURNING claim", Value.Of(workspace)),
            row => row.GetInt64(0), CancellationToken.None).ConfigureAwait(false);
        // From here on nobody else writes: what is read stays so.
        var endpoints = await db.RowsAsync(
            new("SELECT id, document FROM notice_endpoints WHERE workspace = $1 ORDER BY id", Value.Of(workspace)),
            row => new NoticeEndpoint(row.Text(0), row.Text(1)), CancellationToken.None).ConfigureAwait(false);
        var cursors = await db.RowsAsync(
            new("SELECT shard, seq FROM notice_cursors WHERE workspace = $1", Value.Of(workspace)),
            row => (Shard: row.GetInt32(0), Seq: row.GetInt64(1)), CancellationToken.None).ConfigureAwait(false);
        var attempts = await db.RowsAsync(
            new("SELECT endpoint, max(number) FROM notice_attempts WHERE workspace = $1 GROUP BY endpoint", Value.Of(workspace)),
            row => (Endpoint: row.Text(0), Number: row.GetInt64(1)), CancellationToken.None).ConfigureAwait(false);
        return new NoticeClaim(
            claim[0], endpoints, cursors.ToDictionary(of => of.Shard, of => of.Seq), attempts.ToDictionary(of => of.Endpoint, of => of.Number, StringComparer.Ordinal));
    });

    /// <inheritdoc/>
    public Task<bool> WriteAsync(NoticeWrite write) => access.WriteAsync(async db =>
    {
        await using var transaction = await db.BeginTransactionAsync().ConfigureAwait(false);
        var owned = await db.RowsAsync(
            new("SELECT 1 FROM notifiers WHERE workspace = $1 AND claim = $2 FOR UPDATE", Value.Of(write.Workspace), Value.Of(write.Claim)),
            row => row.GetInt32(0), CancellationToken.None).ConfigureAwait(false);
        if (owned.Count == 0) return false;
        var statements = NoticeStatements.Of(write).ToList();
        if (statements.Count > 0) await db.RunAsync(CancellationToken.None, statements).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        return true;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> ReadWaitingAsync(string workspace, string endpoint, int limit, CancellationToken cancel) => RowsAsync(
        new(
            $"SELECT {Columns} FROM notices WHERE workspace = $1 AND endpoint = $2 AND NOT dead ORDER BY next_at, id LIMIT $3",
            Value.Of(workspace), Value.Of(endpoint), Value.Of(limit)),
        Read, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> ReadDeadAsync(string workspace, string endpoint, string? after, int limit, CancellationToken cancel) => RowsAsync(
        new(
            $"SELECT {Columns} FROM notices WHERE workspace = $1 AND endpoint = $2 AND dead AND id > $3 ORDER BY id LIMIT $4",
            Value.Of(workspace), Value.Of(endpoint), Value.Of(after ?? ""), Value.Of(limit)),
        Read, cancel);

    /// <inheritdoc/>
    public async Task<Notice?> FindAsync(string workspace, string endpoint, string id, CancellationToken cancel) => await RowsAsync(
        new($"SELECT {Columns} FROM notices WHERE workspace = $1 AND endpoint = $2 AND id = $3", Value.Of(workspace), Value.Of(endpoint), Value.Of(id)),
        Read, cancel).ConfigureAwait(false) is [var found] ? found : null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<HeldAnnouncement>> ReadHeldAsync(string workspace, Instant until, int limit, CancellationToken cancel) => RowsAsync(
        new(
            "SELECT endpoint, id, until, document FROM notice_held WHERE workspace = $1 AND until <= $2 ORDER BY until, endpoint, id LIMIT $3",
            Value.Of(workspace), Value.Of(until), Value.Of(limit)),
        row => new HeldAnnouncement(row.Text(0), row.Text(1), row.Instant(2), row.Text(3)), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NoticeCount>> CountAsync(string workspace, CancellationToken cancel) => RowsAsync(
        new(
            "SELECT endpoint, count(*) FILTER (WHERE NOT dead), count(*) FILTER (WHERE dead) FROM notices WHERE workspace = $1 GROUP BY endpoint ORDER BY endpoint",
            Value.Of(workspace)),
        row => new NoticeCount(row.Text(0), row.GetInt64(1), row.GetInt64(2)), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NoticeAttempt>> ReadAttemptsAsync(string workspace, string endpoint, long? before, int limit, CancellationToken cancel) => RowsAsync(
        new(
            """
            SELECT endpoint, number, notice, at, took_ms, attempt, reason, detail, code FROM notice_attempts
            WHERE workspace = $1 AND endpoint = $2 AND number < $3 ORDER BY number DESC LIMIT $4
            """,
            Value.Of(workspace), Value.Of(endpoint), Value.Of(before ?? long.MaxValue), Value.Of(limit)),
        row => new NoticeAttempt(
            row.Text(0), row.GetInt64(1), row.Text(2), row.Instant(3), Duration.FromMilliseconds(row.GetInt64(4)), row.GetInt32(5), row.Text(6), row.TextOrNull(7),
            row.IsDBNull(8) ? null : row.GetInt32(8)),
        cancel);

    /// <inheritdoc/>
    public Task<AnnouncedRows> ReadAnnouncedAsync(ShardKey shard, long afterSeq, int limit, CancellationToken cancel) => access.ReadOneMomentAsync(
        async db =>
        {
            var rows = await db.RowsAsync(
                new(
                    $"""
                    SELECT {JournalColumns.WithoutPersonal} FROM journal j WHERE j.workspace = $1 AND j.shard = $2 AND j.seq > $3
                    AND (j.type = 'deal.won' OR (j.type >= 'sla.' AND j.type < 'sla/')) ORDER BY j.seq LIMIT $4
                    """,
                    Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(afterSeq), Value.Of(limit)),
                JournalColumns.Read, cancel).ConfigureAwait(false);
            var through = (await db.RowsAsync(ArchiveTable.Through(shard), row => row.GetInt64(0), cancel).ConfigureAwait(false))[0];
            return new AnnouncedRows(rows, rows.Count == limit ? rows[^1].Seq : await LastAsync().ConfigureAwait(false), through);

            async Task<long> LastAsync() => (await db.RowsAsync(
                new("SELECT coalesce(max(seq), 0) FROM journal WHERE workspace = $1 AND shard = $2", Value.Of(shard.Workspace), Value.Of(shard.Number)),
                row => row.GetInt64(0), cancel).ConfigureAwait(false))[0];
        },
        cancel);

    private async Task<IReadOnlyList<T>> RowsAsync<T>(Statement statement, Func<Npgsql.NpgsqlDataReader, T> read, CancellationToken cancel) =>
        await access.ReadAsync(db => db.RowsAsync(statement, read, cancel), cancel).ConfigureAwait(false);

    private static Notice Read(Npgsql.NpgsqlDataReader row) => new(
        row.Text(0), row.Text(1), row.GetBoolean(2), row.Instant(3), row.InstantOrNull(4), row.Instant(5), row.GetInt32(6), row.TextOrNull(7), row.TextOrNull(8), row.Text(9));
}
