using FunnelGrains.Domain.Funnel;
using FunnelGrains.Storage.Postgres.Engine;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>Which values of a dimension have a place.</summary>
internal static class DimensionTable
{
    // Whoever admits a value of the same dimension waits here, so that each counts what the one before it admitted. Answers no row.
    private const string OneAtATime = "SELECT 1 WHERE pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 7)) IS NULL";

    private const string Admittance =
        """
        INSERT INTO dimension_values (workspace, dimension, value)
        SELECT $1, $2, new.value FROM (
            SELECT asked.value FROM unnest($3) WITH ORDINALITY AS asked (value, place)
            WHERE NOT EXISTS (SELECT 1 FROM dimension_values d WHERE d.workspace = $1 AND d.dimension = $2 AND d.value = asked.value)
            ORDER BY asked.place
            LIMIT greatest($4 - (SELECT count(*) FROM dimension_values d WHERE d.workspace = $1 AND d.dimension = $2), 0)) new
        """;

    private const string Admitted = "SELECT value FROM dimension_values WHERE workspace = $1 AND dimension = $2 AND value = ANY ($3)";

    public static async Task<IReadOnlyDictionary<Dimension, IReadOnlyList<string>>> ReadAsync(NpgsqlConnection db, string workspace, CancellationToken cancel)
    {
        var rows = await db.RowsAsync(
            new("SELECT dimension, value FROM dimension_values WHERE workspace = $1 ORDER BY dimension, value", Value.Of(workspace)),
            row => (Dimension: Names.DimensionOf(row.Text(0)), Value: row.Text(1)), cancel).ConfigureAwait(false);
        return rows.GroupBy(row => row.Dimension).ToDictionary(of => of.Key, of => (IReadOnlyList<string>)[.. of.Select(row => row.Value)]);
    }

    /// <summary>One round trip and one transaction: nobody can stand still in the middle of it with the lock in hand.</summary>
    public static async Task<IReadOnlyList<string>> AdmitAsync(
        NpgsqlConnection db, string workspace, Dimension dimension, IReadOnlyCollection<string> values, int limit)
    {
        var asked = values.Distinct(StringComparer.Ordinal).ToArray();
        NpgsqlParameter[] Room() => [Value.Of(workspace), Value.Of(Names.Of(dimension))];
        var placed = await db.RunAndReadAsync(
            row => row.Text(0), CancellationToken.None,
            new Statement(OneAtATime, Room()),
            new Statement(Admittance, [.. Room(), Value.Texts(asked), Value.Of((long)limit)]),
            new Statement(Admitted, [.. Room(), Value.Texts(asked)])).ConfigureAwait(false);
        var has = placed.ToHashSet(StringComparer.Ordinal);
        return [.. asked.Where(has.Contains)];
    }
}
