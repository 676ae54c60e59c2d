using FunnelGrains.Storage.Notices;
using FunnelGrains.Storage.Postgres.Engine;
using Npgsql;
using NpgsqlTypes;

namespace FunnelGrains.Storage.Postgres.Notices;

/// <summary>What a write of messages is in SQL; many rows of one kind are one statement.</summary>
internal static class NoticeStatements
{
    private const int AttemptsKept = 1_000;
    private const string Columns = "endpoint, id, dead, created_at, first_tried_at, next_at, attempts, reason, detail, document";
    private const string Given = "unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS g (endpoint, id, dead, created_at, first_tried_at, next_at, attempts, reason, detail, document)";

    /// <summary>In the order in which they run.</summary>
    public static IEnumerable<Statement> Of(NoticeWrite write)
    {
        if (write.Cursors.Count > 0)
            yield return new(
                "INSERT INTO notice_cursors (workspace, shard, seq) SELECT $1, c.* FROM unnest($2, $3) AS c ON CONFLICT (workspace, shard) DO UPDATE SET seq = excluded.seq",
                Value.Of(write.Workspace), Value.Ints(write.Cursors.Select(of => of.Shard)), Value.Longs(write.Cursors.Select(of => of.Seq)));
        foreach (var endpoint in write.Endpoints)
            yield return new(
                "INSERT INTO notice_endpoints (workspace, id, document) VALUES ($1, $2, $3) ON CONFLICT (workspace, id) DO UPDATE SET document = excluded.document",
                Value.Of(write.Workspace), Value.Of(endpoint.Id), Value.Of(endpoint.Document));
        foreach (var id in write.Forgotten)
        {
            yield return new("DELETE FROM notice_endpoints WHERE workspace = $1 AND id = $2", Value.Of(write.Workspace), Value.Of(id));
            yield return new("DELETE FROM notices WHERE workspace = $1 AND endpoint = $2", Value.Of(write.Workspace), Value.Of(id));
            yield return new("DELETE FROM notice_attempts WHERE workspace = $1 AND endpoint = $2", Value.Of(write.Workspace), Value.Of(id));
            yield return new("DELETE FROM notice_held WHERE workspace = $1 AND endpoint = $2", Value.Of(write.Workspace), Value.Of(id));
        }

        if (write.Added.Count > 0) yield return new($"INSERT INTO notices (workspace, {Columns}) SELECT $1, g.* FROM {Given} ON CONFLICT DO NOTHING", Values(write.Workspace, write.Added));
        if (write.Changed.Count > 0)
            yield return new(
                $"""
                UPDATE notices n SET dead = g.dead, created_at = g.created_at, first_tried_at = g.first_tried_at, next_at = g.next_at, attempts = g.attempts, reason = g.reason,
                    detail = g.detail, document = g.document FROM {Given} WHERE n.workspace = $1 AND n.endpoint = g.endpoint AND n.id = g.id
                """,
                Values(write.Workspace, write.Changed));
        if (write.Done.Count > 0)
            yield return new(
                "DELETE FROM notices n USING unnest($2, $3) AS d (endpoint, id) WHERE n.workspace = $1 AND n.endpoint = d.endpoint AND n.id = d.id",
                Value.Of(write.Workspace), Value.Texts(write.Done.Select(of => of.Endpoint)), Value.Texts(write.Done.Select(of => of.Id)));
        if (write.LetGo.Count > 0)
            yield return new(
                "DELETE FROM notice_held h USING unnest($2, $3) AS d (endpoint, id) WHERE h.workspace = $1 AND h.endpoint = d.endpoint AND h.id = d.id",
                Value.Of(write.Workspace), Value.Texts(write.LetGo.Select(of => of.Endpoint)), Value.Texts(write.LetGo.Select(of => of.Id)));
        if (write.Held.Count > 0)
            yield return new(
                """
                INSERT INTO notice_held (workspace, endpoint, id, until, document) SELECT $1, h.* FROM unnest($2, $3, $4, $5) AS h
                ON CONFLICT (workspace, endpoint, id) DO UPDATE SET until = excluded.until
                """,
                Value.Of(write.Workspace), Value.Texts(write.Held.Select(of => of.Endpoint)), Value.Texts(write.Held.Select(of => of.Id)),
                Value.Instants(write.Held.Select(of => of.Until)), Value.Texts(write.Held.Select(of => of.Document)));
        foreach (var statement in Attempts(write)) yield return statement;
        if (write.ForgetDeadBefore is { } before)
            yield return new("DELETE FROM notices WHERE workspace = $1 AND dead AND created_at < $2", Value.Of(write.Workspace), Value.Of(before));
    }

    private static IEnumerable<Statement> Attempts(NoticeWrite write)
    {
        if (write.Attempts.Count == 0) yield break;
        var all = write.Attempts;
        yield return new(
            """
            INSERT INTO notice_attempts (workspace, endpoint, number, notice, at, took_ms, attempt, reason, detail, code)
            SELECT $1, a.* FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10) AS a
            """,
            Value.Of(write.Workspace), Value.Texts(all.Select(of => of.Endpoint)), Value.Longs(all.Select(of => of.Number)), Value.Texts(all.Select(of => of.Notice)),
            Value.Instants(all.Select(of => of.At)), Value.Longs(all.Select(of => (long)of.Took.TotalMilliseconds)), Value.Ints(all.Select(of => of.Attempt)),
            Value.Texts(all.Select(of => of.Reason)), Value.Texts(all.Select(of => of.Detail)),
            new NpgsqlParameter<int?[]> { TypedValue = [.. all.Select(of => of.Code)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        foreach (var endpoint in all.GroupBy(of => of.Endpoint, StringComparer.Ordinal))
            yield return new(
                "DELETE FROM notice_attempts WHERE workspace = $1 AND endpoint = $2 AND number <= $3",
                Value.Of(write.Workspace), Value.Of(endpoint.Key), Value.Of(endpoint.Max(of => of.Number) - AttemptsKept));
    }

    private static NpgsqlParameter[] Values(string workspace, IReadOnlyCollection<Notice> all) =>
    [
        Value.Of(workspace), Value.Texts(all.Select(of => of.Endpoint)), Value.Texts(all.Select(of => of.Id)), Value.Bools(all.Select(of => of.Dead)),
        Value.Instants(all.Select(of => of.CreatedAt)), Value.Instants(all.Select(of => of.FirstTriedAt)), Value.Instants(all.Select(of => of.NextAt)),
        Value.Ints(all.Select(of => of.Attempts)), Value.Texts(all.Select(of => of.Reason)), Value.Texts(all.Select(of => of.Detail)), Value.Texts(all.Select(of => of.Document)),
    ];
}
