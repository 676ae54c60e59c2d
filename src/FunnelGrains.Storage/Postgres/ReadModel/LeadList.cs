using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.ReadModel;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.ReadModel;

/// <summary>Pages of leads: each begins after the last row of the one before, so that changes between two pages neither repeat nor skip a lead that kept its place.</summary>
internal static class LeadList
{
    private const int MaxLimit = 500;

    public static async Task<LeadPage> ReadAsync(NpgsqlConnection db, LeadQuery query, CancellationToken cancel)
    {
        var limit = Math.Clamp(query.Limit, 1, MaxLimit);
        var after = LeadCursor.Read(query.Cursor, query.Order);
        var leads = await (query.ByDue ? ByDueAsync(db, query, after, limit + 1, cancel) : ByUpdateAsync(db, query, after, limit + 1, cancel)).ConfigureAwait(false);
        if (leads.Count <= limit) return new LeadPage(leads, null);
        leads.RemoveAt(limit);
        return new LeadPage(leads, query.CursorAfter(leads[^1]));
    }

    // Those without due come last, and NULLs compare to nothing: they are a second list behind the first.
    private static async Task<List<LeadView>> ByDueAsync(NpgsqlConnection db, LeadQuery query, LeadCursor? after, int limit, CancellationToken cancel)
    {
        var leads = after is { At: null }
            ? []
            : await ReadAsync(db, query, "(next_due, lead_id) > ($3, $2)", "next_due, lead_id", after?.At ?? long.MinValue, after?.Lead ?? "", limit, cancel).ConfigureAwait(false);
        if (leads.Count < limit)
        {
            leads.AddRange(await ReadAsync(
                db, query, "next_due IS NULL AND lead_id > $2", "lead_id", null, after is { At: null } ? after.Lead : "", limit - leads.Count, cancel).ConfigureAwait(false));
        }
        return leads;
    }

    private static Task<List<LeadView>> ByUpdateAsync(NpgsqlConnection db, LeadQuery query, LeadCursor? after, int limit, CancellationToken cancel) => ReadAsync(
        db, query, "(updated_at, lead_id) < ($3, $2)", "updated_at DESC, lead_id DESC", after?.At ?? long.MaxValue, after?.Lead ?? "", limit, cancel);

    private static Task<List<LeadView>> ReadAsync(
        NpgsqlConnection db, LeadQuery query, string place, string order, long? at, string lead, int limit, CancellationToken cancel)
    {
        List<NpgsqlParameter> values = [Value.Of(query.Workspace), Value.Of(lead)];
        if (at is { } instant) values.Add(Value.Of(instant));
        var where = string.Concat(
            Choose("stage = ", query.Stage), Choose("owner = ", query.Owner), Choose("status = ", query.Status is { } status ? Names.Of(status) : null),
            string.IsNullOrEmpty(query.Text) ? "" : Choose("0 < strpos(search, ", SearchText.Fold(query.Text), ")"), LeadWhere.Sql(query.Criteria, values));
        values.Add(Value.Of(limit));
        return LeadTable.ReadAsync(
            db, query.Workspace,
            new($"SELECT {LeadTable.Columns} FROM leads WHERE workspace = $1 AND {place}{where} ORDER BY {order} LIMIT ${values.Count}", [.. values]),
            cancel);

        string Choose(string column, string? wanted, string end = "")
        {
            if (wanted is null) return "";
            values.Add(Value.Of(wanted));
            return $" AND {column}${values.Count}{end}";
        }
    }
}
