using FunnelGrains.Storage.Notices;
using FunnelGrains.Storage.Sqlite.Engine;
using NodaTime;

namespace FunnelGrains.Storage.Sqlite.Notices;

/// <summary>Announcements that wait for somebody's hours.</summary>
internal static class HeldTable
{
    public static void Write(SqliteDb db, NoticeWrite write)
    {
        foreach (var id in write.Forgotten)
        {
            var forget = db.Statement("DELETE FROM notice_held WHERE workspace = ?1 AND endpoint = ?2");
            forget.Bind(1, write.Workspace);
            forget.Bind(2, id);
            forget.Run();
        }

        foreach (var (endpoint, id) in write.LetGo)
        {
            var letGo = db.Statement("DELETE FROM notice_held WHERE workspace = ?1 AND endpoint = ?2 AND id = ?3");
            letGo.Bind(1, write.Workspace);
            letGo.Bind(2, endpoint);
            letGo.Bind(3, id);
            letGo.Run();
        }

        foreach (var held in write.Held)
        {
            var put = db.Statement(
                "INSERT INTO notice_held (workspace, endpoint, id, until, document) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (workspace, endpoint, id) DO UPDATE SET until = excluded.until");
            put.Bind(1, write.Workspace);
            put.Bind(2, held.Endpoint);
            put.Bind(3, held.Id);
            put.Bind(4, held.Until);
            put.Bind(5, held.Document);
            put.Run();
        }
    }

    public static IReadOnlyList<HeldAnnouncement> Read(SqliteDb db, string workspace, Instant until, int limit)
    {
        var held = db.Statement("SELECT endpoint, id, until, document FROM notice_held WHERE workspace = ?1 AND until <= ?2 ORDER BY until, endpoint, id LIMIT ?3");
        held.Bind(1, workspace);
        held.Bind(2, until);
        held.Bind(3, limit);
        return held.Rows(row => new HeldAnnouncement(row.Text(0), row.Text(1), row.Instant(2), row.Text(3)));
    }
}
