using FunnelGrains.Domain.Funnel;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>Which values of a dimension have a place.</summary>
internal static class DimensionTable
{
    public static IReadOnlyDictionary<Dimension, IReadOnlyList<string>> Read(SqliteDb db, string workspace)
    {
        var rows = db.Statement("SELECT dimension, value FROM dimension_values WHERE workspace = ?1 ORDER BY dimension, value");
        rows.Bind(1, workspace);
        return rows.Rows(row => (Dimension: Names.DimensionOf(row.Text(0)), Value: row.Text(1)))
            .GroupBy(row => row.Dimension)
            .ToDictionary(of => of.Key, of => (IReadOnlyList<string>)[.. of.Select(row => row.Value)]);
    }

    public static IReadOnlyList<string> Admit(SqliteDb db, string workspace, Dimension dimension, IReadOnlyCollection<string> values, int limit)
    {
        var count = db.Statement("SELECT count(*) FROM dimension_values WHERE workspace = ?1 AND dimension = ?2");
        Bind(count, workspace, dimension);
        var taken = count.Rows(row => row.Long(0))[0];
        var has = db.Statement("SELECT 1 FROM dimension_values WHERE workspace = ?1 AND dimension = ?2 AND value = ?3");
        Bind(has, workspace, dimension);
        var admit = db.Statement("INSERT INTO dimension_values (workspace, dimension, value) VALUES (?1, ?2, ?3)");
        Bind(admit, workspace, dimension);
        var admitted = new List<string>();
        foreach (var value in values.Distinct(StringComparer.Ordinal))
        {
            has.Bind(3, value);
            if (has.Rows(_ => true).Count == 0)
            {
                if (taken >= limit) continue;
                admit.Bind(3, value);
                admit.Run();
                taken++;
            }
            admitted.Add(value);
        }
        return admitted;
    }

    private static void Bind(SqliteStatement statement, string workspace, Dimension dimension)
    {
        statement.Bind(1, workspace);
        statement.Bind(2, Names.Of(dimension));
    }
}
