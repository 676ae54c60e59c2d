using FunnelGrains.Storage.Notices;
using FunnelGrains.Storage.Sqlite.Engine;
using NodaTime;

namespace FunnelGrains.Storage.Sqlite.Notices;

/// <summary>The tables of <c>notices.db</c>.</summary>
internal static class NoticeTables
{
    private const int AttemptsKept = 1_000;
    private const string Columns = "endpoint, id, dead, created_at, first_tried_at, next_at, attempts, reason, detail, document";

    public static NoticeClaim Claim(SqliteDb db, string workspace)
    {
        Run(db, "INSERT INTO notifiers (workspace, claim) VALUES (?1, 1) ON CONFLICT (workspace) DO UPDATE SET claim = claim + 1", workspace);
        return new NoticeClaim(
            Of(db, "SELECT claim FROM notifiers WHERE workspace = ?1", workspace).Rows(row => row.Long(0))[0],
            Of(db, "SELECT id, document FROM notice_endpoints WHERE workspace = ?1 ORDER BY id", workspace).Rows(row => new NoticeEndpoint(row.Text(0), row.Text(1))),
            Of(db, "SELECT shard, seq FROM notice_cursors WHERE workspace = ?1", workspace).Rows(row => (Shard: row.Int(0), Seq: row.Long(1))).ToDictionary(of => of.Shard, of => of.Seq),
            Of(db, "SELECT endpoint, max(number) FROM notice_attempts WHERE workspace = ?1 GROUP BY endpoint", workspace)
                .Rows(row => (Endpoint: row.Text(0), Number: row.Long(1))).ToDictionary(of => of.Endpoint, of => of.Number, StringComparer.Ordinal));
    }

    public static bool Write(SqliteDb db, NoticeWrite write)
    {
        var claim = Of(db, "SELECT claim FROM notifiers WHERE workspace = ?1", write.Workspace).Rows(row => row.Long(0));
        if (claim is not [var last] || last != write.Claim) return false;
        foreach (var (shard, seq) in write.Cursors)
        {
            var cursor = Of(db, "INSERT INTO notice_cursors (workspace, shard, seq) VALUES (?1, ?2, ?3) ON CONFLICT (workspace, shard) DO UPDATE SET seq = excluded.seq", write.Workspace);
            cursor.Bind(2, shard);
            cursor.Bind(3, seq);
            cursor.Run();
        }

        foreach (var endpoint in write.Endpoints)
            Run(db, "INSERT INTO notice_endpoints (workspace, id, document) VALUES (?1, ?2, ?3) ON CONFLICT (workspace, id) DO UPDATE SET document = excluded.document", write.Workspace, endpoint.Id, endpoint.Document);
        foreach (var id in write.Forgotten)
        {
            Run(db, "DELETE FROM notice_endpoints WHERE workspace = ?1 AND id = ?2", write.Workspace, id);
            Run(db, "DELETE FROM notices WHERE workspace = ?1 AND endpoint = ?2", write.Workspace, id);
            Run(db, "DELETE FROM notice_attempts WHERE workspace = ?1 AND endpoint = ?2", write.Workspace, id);
        }

        foreach (var notice in write.Added) Put(db, write.Workspace, notice, $"INSERT INTO notices (workspace, {Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO NOTHING");
        foreach (var notice in write.Changed)
            Put(db, write.Workspace, notice, $"UPDATE notices SET ({Columns}) = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) WHERE workspace = ?1 AND endpoint = ?2 AND id = ?3");
        foreach (var (endpoint, id) in write.Done) Run(db, "DELETE FROM notices WHERE workspace = ?1 AND endpoint = ?2 AND id = ?3", write.Workspace, endpoint, id);
        HeldTable.Write(db, write);
        foreach (var attempt in write.Attempts) Put(db, write.Workspace, attempt);
        if (write.ForgetDeadBefore is not { } before) return true;
        var forget = Of(db, "DELETE FROM notices WHERE workspace = ?1 AND dead = 1 AND created_at < ?2", write.Workspace);
        forget.Bind(2, before);
        forget.Run();
        return true;
    }

    public static IReadOnlyList<Notice> Waiting(SqliteDb db, string workspace, string endpoint, int limit)
    {
        var waiting = Of(db, $"SELECT {Columns} FROM notices WHERE workspace = ?1 AND endpoint = ?2 AND dead = 0 ORDER BY next_at, id LIMIT ?3", workspace, endpoint);
        waiting.Bind(3, limit);
        return waiting.Rows(Read);
    }

    public static IReadOnlyList<Notice> Dead(SqliteDb db, string workspace, string endpoint, string after, int limit)
    {
        var dead = Of(db, $"SELECT {Columns} FROM notices WHERE workspace = ?1 AND endpoint = ?2 AND dead = 1 AND id > ?3 ORDER BY id LIMIT ?4", workspace, endpoint, after);
        dead.Bind(4, limit);
        return dead.Rows(Read);
    }

    public static Notice? Find(SqliteDb db, string workspace, string endpoint, string id) =>
        Of(db, $"SELECT {Columns} FROM notices WHERE workspace = ?1 AND endpoint = ?2 AND id = ?3", workspace, endpoint, id).Rows(Read) is [var found] ? found : null;

    public static IReadOnlyList<NoticeCount> Count(SqliteDb db, string workspace) =>
        Of(db, "SELECT endpoint, count(*) FILTER (WHERE dead = 0), count(*) FILTER (WHERE dead = 1) FROM notices WHERE workspace = ?1 GROUP BY endpoint ORDER BY endpoint", workspace)
            .Rows(row => new NoticeCount(row.Text(0), row.Long(1), row.Long(2)));

    public static IReadOnlyList<NoticeAttempt> Attempts(SqliteDb db, string workspace, string endpoint, long before, int limit)
    {
        var attempts = Of(
            db, "SELECT endpoint, number, notice, at, took_ms, attempt, reason, detail, code FROM notice_attempts WHERE workspace = ?1 AND endpoint = ?2 AND number < ?3 ORDER BY number DESC LIMIT ?4",
            workspace, endpoint);
        attempts.Bind(3, before);
        attempts.Bind(4, limit);
        return attempts.Rows(row => new NoticeAttempt(
            row.Text(0), row.Long(1), row.Text(2), row.Instant(3), Duration.FromMilliseconds(row.Long(4)), row.Int(5), row.Text(6), row.TextOrNull(7), row.IsNull(8) ? null : row.Int(8)));
    }

    private static void Put(SqliteDb db, string workspace, Notice notice, string sql)
    {
        var put = Of(db, sql, workspace, notice.Endpoint, notice.Id);
        put.Bind(4, notice.Dead);
        put.Bind(5, notice.CreatedAt);
        put.Bind(6, notice.FirstTriedAt);
        put.Bind(7, notice.NextAt);
        put.Bind(8, notice.Attempts);
        put.Bind(9, notice.Reason);
        put.Bind(10, notice.Detail);
        put.Bind(11, notice.Document);
        put.Run();
    }

    private static void Put(SqliteDb db, string workspace, NoticeAttempt attempt)
    {
        var put = Of(
            db, "INSERT INTO notice_attempts (workspace, endpoint, number, notice, at, took_ms, attempt, reason, detail, code) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", workspace, attempt.Endpoint);
        put.Bind(3, attempt.Number);
        put.Bind(4, attempt.Notice);
        put.Bind(5, attempt.At);
        put.Bind(6, (long)attempt.Took.TotalMilliseconds);
        put.Bind(7, attempt.Attempt);
        put.Bind(8, attempt.Reason);
        put.Bind(9, attempt.Detail);
        if (attempt.Code is { } code) put.Bind(10, code);
        else put.BindNull(10);
        put.Run();
        var old = Of(db, "DELETE FROM notice_attempts WHERE workspace = ?1 AND endpoint = ?2 AND number <= ?3", workspace, attempt.Endpoint);
        old.Bind(3, attempt.Number - AttemptsKept);
        old.Run();
    }

    private static Notice Read(SqliteStatement row) => new(
        row.Text(0), row.Text(1), row.Bool(2), row.Instant(3), row.InstantOrNull(4), row.Instant(5), row.Int(6), row.TextOrNull(7), row.TextOrNull(8), row.Text(9));

    private static void Run(SqliteDb db, string sql, params ReadOnlySpan<string> values) => Of(db, sql, values).Run();

    private static SqliteStatement Of(SqliteDb db, string sql, params ReadOnlySpan<string> values)
    {
        var statement = db.Statement(sql);
        for (var i = 0; i < values.Length; i++) statement.Bind(i + 1, values[i]);
        return statement;
    }
}
