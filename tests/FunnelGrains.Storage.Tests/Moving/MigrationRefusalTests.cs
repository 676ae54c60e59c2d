using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Tests.Postgres;

namespace FunnelGrains.Storage.Tests.Moving;

/// <summary>What cannot be moved, or not there, is refused with one line, and stays as it was.</summary>
public sealed class MigrationRefusalTests(SharedPostgres postgres) : MigrationScene(postgres)
{
    [Fact]
    public async Task A_database_that_went_on_by_itself_is_not_taken_for_the_folder_s()
    {
        await FillAsync();
        Move();
        using (var target = Postgres()) await target.Journal.AppendAsync(new ShardKey("acme", 0), [Events.Row(21)], marksDirty: true);
        ShouldRefuse("is not empty", "journal of shard acme/0: 20 rows here, 21 there");
    }

    [Fact]
    public async Task A_database_of_another_installation_is_refused_and_stays()
    {
        await FillAsync();
        using (var target = Postgres()) await target.Journal.AdmitAsync("other", Domain.Funnel.Dimension.Owner, ["ana"], 5);
        ShouldRefuse("is not empty", "give it an empty database");
        (await QueryAsync("SELECT count(*) FROM dimension_values")).ShouldBe(1L);
        (await QueryAsync("SELECT count(*) FROM journal")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_folder_in_use_is_refused()
    {
        using var running = Sqlite(Folder);
        await running.Journal.AppendAsync(new ShardKey("acme", 0), Events.Rows(1, 3), marksDirty: false);
        ShouldRefuse("in use by another FunnelGrains process");
    }

    [Fact]
    public void A_folder_without_an_installation_is_refused_and_stays_empty()
    {
        ShouldRefuse("There is no installation in");
        Directory.EnumerateFileSystemEntries(Folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("journal", "INSERT INTO schema_versions (kind, version, applied_at) VALUES ('journal', 99, 0)", "has schema 99", "use a newer FunnelGrains")]
    [InlineData("read", "INSERT INTO schema_versions (kind, version, applied_at) VALUES ('read', 99, 0)", "has schema 99", "use a newer FunnelGrains")]
    [InlineData("journal", "DELETE FROM schema_versions WHERE version > 1", "has schema 1", "start this FunnelGrains once")]
    public async Task A_folder_of_another_schema_is_refused(string kind, string change, params string[] says)
    {
        await FillAsync();
        using (var db = SqliteDb.Open(Folder.File($"{kind}.db"), SqliteAccess.Write, TimeSpan.Zero)) db.Execute(change);
        ShouldRefuse(says);
    }

    [Fact]
    public async Task A_database_of_a_newer_schema_is_refused()
    {
        await FillAsync();
        Postgres().Dispose();
        await QueryAsync("INSERT INTO schema_versions (kind, version, applied_at) VALUES ('read', 99, 0)");
        ShouldRefuse("has read schema 99");
    }
}
