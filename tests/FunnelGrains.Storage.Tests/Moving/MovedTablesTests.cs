using FunnelGrains.Storage.Moving;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Tests.Postgres;
using FunnelGrains.Storage.Tests.Sqlite;
using Npgsql;

namespace FunnelGrains.Storage.Tests.Moving;

/// <summary>A script that adds a table or a column has to say whether it moves.</summary>
public sealed class MovedTablesTests(SharedPostgres postgres)
{
    private static readonly string[] MadeByTheEngine = ["schema_versions", "lead_rows", "noted", "archived_segments", "OrleansQuery"];
    private static readonly string[] OfAClusterAlone =
        ["schema_versions", "lead_rows", "noted", "archived_segments", "orleansquery", "orleansmembershiptable", "orleansmembershipversiontable", "key_ring", "shard_places"];

    [Fact]
    public async Task Every_column_of_SQLite_moves_or_is_made_by_the_engine()
    {
        await using var storage = new SqliteTestStorage();
        var columns = new List<string>();
        foreach (var kind in (string[])["journal", "read", "grains", "notices"])
        {
            using var db = SqliteDb.Open(storage.File($"{kind}.db"), SqliteAccess.Read, TimeSpan.Zero);
            columns.AddRange(db.Statement("SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'")
                .Rows(row => (Table: row.Text(0), Column: row.Text(1))).Where(column => !MadeByTheEngine.Contains(column.Table)).Select(column => $"{kind} {column.Table}.{column.Column}"));
        }
        Moved(table => $"{table.File} {table.Name}").ShouldBe(columns, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_column_of_PostgreSQL_is_filled_by_the_move_or_belongs_to_a_cluster()
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres);
        await using var session = await storage.SessionAsync("test");
        await using var command = new NpgsqlCommand("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'", session);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var columns = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            if (!OfAClusterAlone.Contains(rows.GetString(0))) columns.Add($"{rows.GetString(0)}.{rows.GetString(1)}");
        Moved(table => table.Name).Select(name => name.ToLowerInvariant()).ShouldBe(columns, ignoreOrder: true);
    }

    private static IEnumerable<string> Moved(Func<MovedTable, string> name) =>
        MovedTables.All.SelectMany(table => table.Columns.Select(column => $"{name(table)}.{column.Name}"));
}
