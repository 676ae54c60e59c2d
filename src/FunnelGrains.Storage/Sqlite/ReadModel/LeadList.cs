using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.ReadModel;

/// <summary>Pages of leads: each begins after the last row of the one before, so that changes between two pages neither repeat nor skip a lead that kept its place.</summary>
internal static class LeadList
{
    private const int MaxLimit = 500;

    public static LeadPage Read(SqliteDb db, LeadQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, MaxLimit);
        var after = LeadCursor.Read(query.Cursor, query.Order);
        var leads = query.ByDue ? ReadByDue(db, query, after, limit + 1) : ReadByUpdate(db, query, after, limit + 1);
        if (leads.Count <= limit) return new LeadPage(leads, null);
        leads.RemoveAt(limit);
        return new LeadPage(leads, query.CursorAfter(leads[^1]));
    }

    // Those without due come last, and NULLs sort first and compare to nothing: they are a second list behind the first.
    private static List<LeadView> ReadByDue(SqliteDb db, LeadQuery query, LeadCursor? after, int limit)
    {
        var leads = after is { At: null }
            ? []
            : Read(db, query, "(next_due, lead_id) > (?6, ?7)", "next_due, lead_id", after?.At ?? long.MinValue, after?.Lead ?? "", limit);
        if (leads.Count < limit)
            leads.AddRange(Read(db, query, "next_due IS NULL AND lead_id > ?7", "lead_id", 0, after is { At: null } ? after.Lead : "", limit - leads.Count));
        return leads;
    }

    private static List<LeadView> ReadByUpdate(SqliteDb db, LeadQuery query, LeadCursor? after, int limit) =>
        Read(db, query, "(updated_at, lead_id) < (?6, ?7)", "updated_at DESC, lead_id DESC", after?.At ?? long.MaxValue, after?.Lead ?? "", limit);

    private static List<LeadView> Read(SqliteDb db, LeadQuery query, string place, string order, long at, string lead, int limit)
    {
        var page = db.Statement(
            $"""
            SELECT {LeadTable.Columns} FROM leads WHERE workspace = ?1 AND {place}
            {(query.Stage is null ? "" : "AND stage = ?2")} {(query.Owner is null ? "" : "AND owner = ?3")}
            {(string.IsNullOrEmpty(query.Text) ? "" : "AND instr(search, ?4) > 0")} {(query.Status is null ? "" : "AND status = ?5")}{LeadWhere.Sql(query.Criteria, 9)}
            ORDER BY {order} LIMIT ?8
            """);
        page.Bind(1, query.Workspace);
        page.Bind(2, query.Stage);
        page.Bind(3, query.Owner);
        page.Bind(4, query.Text is null ? null : SearchText.Fold(query.Text));
        page.Bind(5, query.Status is { } status ? Names.Of(status) : null);
        page.Bind(6, at);
        page.Bind(7, lead);
        page.Bind(8, limit);
        LeadWhere.Bind(page, query.Criteria, 9);
        return LeadTable.Read(db, query.Workspace, page);
    }
}
