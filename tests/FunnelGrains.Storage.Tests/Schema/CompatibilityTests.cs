using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Postgres.Schema;
using FunnelGrains.Storage.Schema;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Sqlite.Schema;
using FunnelGrains.Storage.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FunnelGrains.Storage.Tests.Schema;

/// <summary>
/// What a later version has made of the schema: a program of the version before starts and works where the later scripts say that it may, and stops with one line
/// where they do not.
/// </summary>
public sealed class CompatibilityTests(SharedPostgres postgres)
{
    private static readonly ShardKey Shard = new("acme", 0);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Scripts after the present one, by how far back each reaches, and whether the present program may start then.</summary>
    public static TheoryData<int[], bool> Later => new()
    {
        { [0], true },
        { [1], false },
        { [0, 0], true },
        { [0, 2], false },
        { [1, 0], false },
        { [int.MaxValue], false },
    };

    [Theory]
    [MemberData(nameof(Later))]
    public async Task On_PostgreSQL(int[] reach, bool starts)
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres);
        await storage.Journal.AppendAsync(Shard, Events.Rows(1, 5), marksDirty: true);
        var known = SchemaScripts.Of("postgres", "journal");
        await using (var connection = await storage.SessionAsync("later version"))
            PostgresSchema.Apply(connection, new Dictionary<string, IReadOnlyList<string>> { ["journal"] = With(known, reach, "text") }, TimeProvider.System);

        if (!starts)
        {
            Should.Throw<StorageStartException>(() => storage.Open()).Message.ShouldContain($"has journal schema {known.Count + reach.Length}");
            return;
        }
        using var before = storage.Open();
        await ShouldWorkAsync(before);
    }

    [Theory]
    [MemberData(nameof(Later))]
    public async Task On_SQLite(int[] reach, bool starts)
    {
        using var folder = new TestFolder();
        using (var storage = Open(folder)) await storage.Journal.AppendAsync(Shard, Events.Rows(1, 5), marksDirty: true);
        var known = SchemaScripts.Of("sqlite", "journal");
        SchemaUpgrade.Apply(new SqliteFile(folder.File("journal.db"), "journal", 1_024), With(known, reach, "TEXT"), TimeProvider.System)
            .ShouldBe((known.Count, known.Count + reach.Length));

        if (!starts)
        {
            Should.Throw<StorageStartException>(() => Open(folder)).Message.ShouldContain($"has schema {known.Count + reach.Length}");
            return;
        }
        using var before = Open(folder);
        await ShouldWorkAsync(before);
    }

    [Fact]
    public async Task Records_of_a_database_from_before_there_were_such_lines_are_read_and_completed()
    {
        await using var storage = await PostgresTestStorage.CreateAsync(postgres);
        await storage.QueryAsync("ALTER TABLE schema_versions DROP COLUMN compatible_from");
        storage.Open().Dispose();
        await using (var connection = await storage.SessionAsync("later version"))
            PostgresSchema.Apply(connection, new Dictionary<string, IReadOnlyList<string>> { ["keys"] = With(SchemaScripts.Of("postgres", "keys"), [0], "text", "key_ring") }, TimeProvider.System);
        (await storage.QueryAsync("SELECT compatible_from FROM schema_versions WHERE kind = 'keys' ORDER BY version DESC LIMIT 1")).ShouldBe(1L);
        storage.Open().Dispose();
    }

    [Fact]
    public void Records_of_a_file_from_before_there_were_such_lines_are_read_and_completed()
    {
        using var folder = new TestFolder();
        Open(folder).Dispose();
        using (var db = SqliteDb.Open(folder.File("journal.db"), SqliteAccess.Write, TimeSpan.Zero)) db.Execute("ALTER TABLE schema_versions DROP COLUMN compatible_from");
        Open(folder).Dispose();
        using var again = SqliteDb.Open(folder.File("journal.db"), SqliteAccess.Read, TimeSpan.Zero);
        again.ReadLong("SELECT count(*) FROM schema_versions WHERE compatible_from IS NULL").ShouldBe(SchemaScripts.Of("sqlite", "journal").Count);
    }

    [Theory]
    [InlineData("-- Compatible from: 3\nSELECT 1", 3)]
    [InlineData("-- A reason.\r\n-- Compatible from: 12\r\nSELECT 1", 12)]
    [InlineData("-- It is not compatible from: 3\nSELECT 1", 7)]
    [InlineData("SELECT '-- Compatible from: 3'", 7)]
    [InlineData("SELECT 1", 7)]
    public void A_script_says_so_in_a_line_of_its_own(string script, long from) => SchemaScripts.CompatibleFrom(script, 7).ShouldBe(from);

    // How far above the known schema a program has to be: 0 is the present one; a script that says nothing asks for itself.
    private static IReadOnlyList<string> With(IReadOnlyList<string> known, int[] reach, string type, string table = "journal") =>
    [
        .. known,
        .. reach.Select((above, i) => $"{(above == int.MaxValue ? "-- It changes what is there." : $"-- Compatible from: {known.Count + above}")}\nALTER TABLE {table} ADD COLUMN later{i} {type}"),
    ];

    private static SqliteStorage Open(TestFolder folder) => SqliteStorage.Open(folder.Path, NullLoggerFactory.Instance, TimeProvider.System);

    private static async Task ShouldWorkAsync(IStorage before)
    {
        await before.Journal.AppendAsync(Shard, Events.Rows(6, 9), marksDirty: true);
        (await before.Journal.ReadAfterAsync(Shard, 0, 100, Cancel)).Count.ShouldBe(9);
    }
}
