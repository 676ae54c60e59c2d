using FunnelGrains.Grains.Tests.Shards.Simulation;
using FunnelGrains.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunnelGrains.Grains.Tests.Shards;

/// <summary>Versions of the agreement are published into the histories of <see cref="CrashProperties"/>: whatever dies and whatever comes late, all counts are those of the journal folded by all versions.</summary>
public sealed class AdoptionProperties
{
    private const int Seeds = 1_000;

    [Fact]
    public void A_version_adopted_in_time_counts_everything_once_whatever_dies() => Check(Publishing.InTime);

    [Fact]
    public void A_version_adopted_late_counts_everything_by_it_whatever_dies() => Check(Publishing.Late);

    [Fact]
    public void A_version_adopted_late_on_the_embedded_database_counts_everything_by_it_whatever_dies()
    {
        var published = 0;
        for (var seed = 50_001; seed <= 50_040; seed++)
        {
            var folder = Directory.CreateTempSubdirectory("funnelgrains-").FullName;
            using (var storage = SqliteStorage.Open(folder, NullLoggerFactory.Instance, TimeProvider.System))
                published += CrashProperties.Check(seed, storage.Journal, storage.ReadModel, [], Publishing.Late);
            Directory.Delete(folder, true);
        }

        published.ShouldBeGreaterThan(20);
    }

    private static void Check(Publishing publishes)
    {
        var published = 0;
        for (var seed = 1; seed <= Seeds; seed++) published += CrashProperties.Check(seed, new MemoryJournal(), new MemoryReadModel(), [], publishes);
        published.ShouldBeGreaterThan(Seeds / 2);
    }
}
