using FunnelGrains.Domain.Funnel;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.ReadModel;

/// <summary>The counts.</summary>
internal static class CellTable
{
    private const string Add =
        """
        INSERT INTO funnel_cells (workspace, shard, dimension, measure, day, key, value, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT (workspace, shard, dimension, measure, day, key, value) DO UPDATE SET n = n + excluded.n RETURNING n
        """;

    private const string Remove =
        """
        DELETE FROM funnel_cells
        WHERE workspace = ?1 AND shard = ?2 AND dimension = ?3 AND measure = ?4 AND day = ?5 AND key = ?6 AND value = ?7
        """;

    private const string OneMeasure = "FROM funnel_cells WHERE workspace = ?1 AND shard = ?2 AND dimension = ?3 AND measure = ?4 AND day BETWEEN ?5 AND ?6";

    private static readonly Measure[] AllMeasures = Enum.GetValues<Measure>();

    /// <summary>Adds increments; a cell that becomes 0 goes.</summary>
    public static void Increment(SqliteDb db, ShardKey shard, IReadOnlyCollection<CellChange> changes)
    {
        var add = db.Statement(Add);
        add.Bind(shard);
        foreach (var (cell, n) in changes)
        {
            if (n == 0) continue;
            Bind(add, cell);
            add.Bind(8, n);
            if (add.RunForLong() != 0) continue;
            var remove = db.Statement(Remove);
            remove.Bind(shard);
            Bind(remove, cell);
            remove.Run();
        }
    }

    /// <summary>All cells of the shard.</summary>
    public static IReadOnlyList<CellChange> ReadAll(SqliteDb db, ShardKey shard)
    {
        var all = db.Statement("SELECT dimension, measure, day, key, value, n FROM funnel_cells WHERE workspace = ?1 AND shard = ?2");
        all.Bind(shard);
        return all.Rows(row => new CellChange(
            new Cell(Names.MeasureOf(row.Text(1)), DayText.Read(row.Text(2)), row.Text(3), Names.DimensionOf(row.Text(0)), row.Text(4)), row.Long(5)));
    }

    /// <summary>The cells that match.</summary>
    public static IReadOnlyList<CellChange> Read(SqliteDb db, ShardKey shard, CellQuery query)
    {
        var found = new List<CellChange>();
        foreach (var measure in query.Measures.IsDefaultOrEmpty ? AllMeasures : [.. query.Measures.Distinct()])
        {
            var cells = ReadMeasure(db, shard, query, measure);
            found.AddRange(query.SumDays ? Sum(cells) : cells);
        }
        return found;
    }

    private static List<CellChange> ReadMeasure(SqliteDb db, ShardKey shard, CellQuery query, Measure measure)
    {
        var from = query.From is { } first ? DayText.Of(first) : DayText.First;
        var to = query.To is { } last ? DayText.Of(last) : DayText.Last;
        var cells = ReadDays(db, shard, query, measure, from, to);
        if (query.Present) cells.AddRange(ReadDays(db, shard, query, measure, "", ""));
        return cells;
    }

    private static List<CellChange> ReadDays(SqliteDb db, ShardKey shard, CellQuery query, Measure measure, string from, string to)
    {
        var value = query.Value is null ? "" : " AND value = ?7";
        var cells = db.Statement(query.SumDays
            ? $"SELECT key, value, sum(n), '' {OneMeasure}{value} GROUP BY key, value"
            : $"SELECT key, value, n, day {OneMeasure}{value}");
        cells.Bind(shard);
        cells.Bind(3, Names.Of(query.Dimension));
        cells.Bind(4, Names.Of(measure));
        cells.Bind(5, from);
        cells.Bind(6, to);
        if (query.Value is not null) cells.Bind(7, query.Value);
        return cells.Rows(row => new CellChange(new Cell(measure, DayText.Read(row.Text(3)), row.Text(0), query.Dimension, row.Text(1)), row.Long(2)));
    }

    private static IEnumerable<CellChange> Sum(List<CellChange> cells) =>
        cells.GroupBy(change => change.Cell).Select(of => new CellChange(of.Key, of.Sum(change => change.N))).Where(change => change.N != 0);

    private static void Bind(SqliteStatement statement, Cell cell)
    {
        statement.Bind(3, Names.Of(cell.Dimension));
        statement.Bind(4, Names.Of(cell.Measure));
        statement.Bind(5, DayText.Of(cell.Day));
        statement.Bind(6, cell.Key);
        statement.Bind(7, cell.Value);
    }
}
