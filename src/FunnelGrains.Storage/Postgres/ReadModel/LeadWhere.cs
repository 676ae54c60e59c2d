using FunnelGrains.Domain.Funnel;
using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.ReadModel;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.ReadModel;

/// <summary>A choice of leads as conditions of a statement; a list of values is one parameter, so that there are few statements to plan.</summary>
internal static class LeadWhere
{
    private static readonly (Dimension Dimension, string Column)[] Columns =
        [(Dimension.Source, "source"), (Dimension.Campaign, "campaign"), (Dimension.Segment, "segment"), (Dimension.Owner, "owner"), (Dimension.Team, "team")];

    /// <summary>The conditions, each behind an <c>AND</c>; what they ask for is added to the values.</summary>
    public static string Sql(LeadCriteria? criteria, List<NpgsqlParameter> values)
    {
        if (criteria is null) return "";
        var where = "";
        foreach (var (dimension, column) in Columns)
            if (criteria.Where.Of(dimension) is { IsEmpty: false } wanted) where += $" AND coalesce({column}, '') = ANY ({Add(Value.Texts(wanted))})";
        if (criteria.CapturedBefore is { } before) where += $" AND captured_at < {Add(Value.Of(before))}";
        return criteria.UpdatedFrom is { } from ? $"{where} AND updated_at >= {Add(Value.Of(from))}" : where;

        string Add(NpgsqlParameter value)
        {
            values.Add(value);
            return $"${values.Count}";
        }
    }

    /// <summary>The ids of a shard's leads.</summary>
    public static async Task<IReadOnlyList<string>> ReadIdsAsync(NpgsqlConnection db, ShardKey shard, LeadCriteria criteria, int limit, CancellationToken cancel)
    {
        List<NpgsqlParameter> values = [Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(limit)];
        var where = Sql(criteria, values);
        return await db.RowsAsync(
            new($"SELECT lead_id FROM leads WHERE workspace = $1 AND shard = $2{where} LIMIT $3", [.. values]), row => row.Text(0), cancel).ConfigureAwait(false);
    }

    /// <summary>How many leads are what now.</summary>
    public static async Task<IReadOnlyList<LeadCount>> CountAsync(NpgsqlConnection db, string workspace, FactFilter where, Dimension by, CancellationToken cancel)
    {
        List<NpgsqlParameter> values = [Value.Of(workspace)];
        var conditions = Sql(new LeadCriteria(where), values);
        var column = Array.Find(Columns, one => one.Dimension == by).Column is { } named ? $"coalesce({named}, '')" : "''";
        return await db.RowsAsync(
            new($"SELECT {column} AS value, status, stage, count(*) FROM leads WHERE workspace = $1{conditions} GROUP BY 1, 2, 3", [.. values]),
            row => new LeadCount(row.Text(0), Names.StatusOf(row.Text(1)), row.Text(2), row.GetInt64(3)), cancel).ConfigureAwait(false);
    }
}
