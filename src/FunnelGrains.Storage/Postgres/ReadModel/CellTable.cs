using FunnelGrains.Domain.Funnel;
using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.ReadModel;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.ReadModel;

/// <summary>The counts.</summary>
internal static class CellTable
{
    private const string Add =
        """
        WITH added AS (
            INSERT INTO funnel_cells (workspace, shard, dimension, measure, day, key, value, n)
            SELECT $1, $2, c.* FROM unnest($3, $4, $5, $6, $7, $8) AS c (dimension, measure, day, key, value, n)
            ON CONFLICT (workspace, shard, dimension, measure, day, key, value) DO UPDATE SET n = funnel_cells.n + excluded.n
            RETURNING ctid, n)
        SELECT ctid::text FROM added WHERE n = 0
        """;

    // By where the rows stand, which no one else moves before this transaction ends; by their keys the planner joins the whole table.
    private const string Remove = "DELETE FROM funnel_cells WHERE ctid = ANY ($1::tid[])";

    private static readonly Measure[] AllMeasures = Enum.GetValues<Measure>();

    /// <summary>Adds increments; a cell that becomes 0 goes.</summary>
    public static async Task IncrementAsync(NpgsqlConnection db, ShardKey shard, IReadOnlyCollection<CellChange> changes)
    {
        // One statement may touch a row only once.
        var sums = Sum(changes);
        if (sums.Count == 0) return;
        var zeros = await db.RowsAsync(
            new(Add, [.. Key(shard, sums.Select(change => change.Cell)), Value.Longs(sums.Select(change => change.N))]), row => row.GetString(0), CancellationToken.None)
            .ConfigureAwait(false);
        if (zeros.Count > 0) await db.RunAsync(CancellationToken.None, new Statement(Remove, Value.Texts(zeros))).ConfigureAwait(false);
    }

    /// <summary>All cells of the shard.</summary>
    public static async Task<IReadOnlyList<CellChange>> ReadAllAsync(NpgsqlConnection db, ShardKey shard, CancellationToken cancel) => await db.RowsAsync(
        new(
            "SELECT dimension, measure, day, key, value, n FROM funnel_cells WHERE workspace = $1 AND shard = $2",
            Value.Of(shard.Workspace), Value.Of(shard.Number)),
        row => new CellChange(ReadCell(row), row.GetInt64(5)), cancel).ConfigureAwait(false);

    /// <summary>The cells that match.</summary>
    public static async Task<IReadOnlyList<CellChange>> ReadAsync(NpgsqlConnection db, ShardKey shard, CellQuery query, CancellationToken cancel)
    {
        var (columns, group) = query.SumDays
            ? ("dimension, measure, '', key, value, sum(n)::bigint", "GROUP BY dimension, measure, key, value HAVING sum(n) <> 0")
            : ("dimension, measure, day, key, value, n", "");
        var value = query.Value is null ? "" : "AND value = $8";
        NpgsqlParameter[] values =
        [
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Of(Names.Of(query.Dimension)),
            Value.Texts((query.Measures.IsDefaultOrEmpty ? AllMeasures : query.Measures.Distinct()).Select(Names.Of)),
            Value.Of(query.From is { } first ? DayText.Of(first) : DayText.First), Value.Of(query.To is { } last ? DayText.Of(last) : DayText.Last),
            Value.Of(query.Present),
        ];
        return await db.RowsAsync(
            new(
                $"""
                SELECT {columns} FROM funnel_cells
                WHERE workspace = $1 AND shard = $2 AND dimension = $3 AND measure = ANY ($4) AND (day BETWEEN $5 AND $6 OR ($7 AND day = '')) {value} {group}
                """,
                query.Value is null ? values : [.. values, Value.Of(query.Value)]),
            row => new CellChange(ReadCell(row), row.GetInt64(5)), cancel).ConfigureAwait(false);
    }

    private static List<CellChange> Sum(IReadOnlyCollection<CellChange> changes)
    {
        var sums = new Dictionary<Cell, long>(changes.Count);
        foreach (var (cell, n) in changes) sums[cell] = sums.GetValueOrDefault(cell) + n;
        return [.. sums.Where(sum => sum.Value != 0).Select(sum => new CellChange(sum.Key, sum.Value))];
    }

    private static Cell ReadCell(NpgsqlDataReader row) =>
        new(Names.MeasureOf(row.Text(1)), DayText.Read(row.Text(2)), row.Text(3), Names.DimensionOf(row.Text(0)), row.Text(4));

    private static IEnumerable<NpgsqlParameter> Key(ShardKey shard, IEnumerable<Cell> cells)
    {
        var all = cells as IReadOnlyCollection<Cell> ?? [.. cells];
        return
        [
            Value.Of(shard.Workspace), Value.Of(shard.Number), Value.Texts(all.Select(cell => Names.Of(cell.Dimension))),
            Value.Texts(all.Select(cell => Names.Of(cell.Measure))), Value.Texts(all.Select(cell => DayText.Of(cell.Day))),
            Value.Texts(all.Select(cell => cell.Key)), Value.Texts(all.Select(cell => cell.Value)),
        ];
    }
}
