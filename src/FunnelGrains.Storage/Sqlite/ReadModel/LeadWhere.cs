using System.Text.Json;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.ReadModel;

/// <summary>A choice of leads as conditions of a statement; a list of values is one parameter, so that there are few statements to compile.</summary>
internal static class LeadWhere
{
    private static readonly (Dimension Dimension, string Column)[] Columns =
        [(Dimension.Source, "source"), (Dimension.Campaign, "campaign"), (Dimension.Segment, "segment"), (Dimension.Owner, "owner"), (Dimension.Team, "team")];

    /// <summary>The column of a dimension; a constant for all.</summary>
    public static string ColumnOf(Dimension dimension) => Array.Find(Columns, column => column.Dimension == dimension).Column ?? "''";

    /// <summary>The conditions, each behind an <c>AND</c>.</summary>
    /// <param name="criteria">The choice; null for any.</param>
    /// <param name="first">Its first parameter.</param>
    public static string Sql(LeadCriteria? criteria, int first)
    {
        if (criteria is null) return "";
        var where = string.Concat(Columns.Select((column, i) =>
            criteria.Where.Of(column.Dimension).IsEmpty ? "" : $" AND coalesce({column.Column}, '') IN (SELECT value FROM json_each(?{first + i}))"));
        if (criteria.CapturedBefore is not null) where += $" AND captured_at < ?{first + Columns.Length}";
        return criteria.UpdatedFrom is null ? where : $"{where} AND updated_at >= ?{first + Columns.Length + 1}";
    }

    /// <summary>Binds what the conditions ask for.</summary>
    public static void Bind(SqliteStatement statement, LeadCriteria? criteria, int first)
    {
        if (criteria is null) return;
        for (var i = 0; i < Columns.Length; i++)
            if (criteria.Where.Of(Columns[i].Dimension) is { IsEmpty: false } values) statement.Bind(first + i, JsonSerializer.Serialize(values));
        if (criteria.CapturedBefore is { } before) statement.Bind(first + Columns.Length, before);
        if (criteria.UpdatedFrom is { } from) statement.Bind(first + Columns.Length + 1, from);
    }

    /// <summary>The ids of a shard's leads.</summary>
    public static IReadOnlyList<string> ReadIds(SqliteDb db, ShardKey shard, LeadCriteria criteria, int limit)
    {
        var ids = db.Statement($"SELECT lead_id FROM leads WHERE workspace = ?1 AND +shard = ?2{Sql(criteria, 4)} LIMIT ?3");
        ids.Bind(shard);
        ids.Bind(3, limit);
        Bind(ids, criteria, 4);
        return ids.Rows(row => row.Text(0));
    }

    /// <summary>How many leads are what now.</summary>
    public static IReadOnlyList<LeadCount> Count(SqliteDb db, string workspace, FactFilter where, Dimension by)
    {
        var criteria = new LeadCriteria(where);
        var counts = db.Statement(
            $"SELECT coalesce({ColumnOf(by)}, '') AS value, status, stage, count(*) FROM leads WHERE workspace = ?1{Sql(criteria, 2)} GROUP BY 1, 2, 3");
        counts.Bind(1, workspace);
        Bind(counts, criteria, 2);
        return counts.Rows(row => new LeadCount(row.Text(0), Names.StatusOf(row.Text(1)), row.Text(2), row.Long(3)));
    }
}
