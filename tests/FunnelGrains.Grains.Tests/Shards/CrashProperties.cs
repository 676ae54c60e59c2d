using FunnelGrains.Grains.Tests.Shards.Simulation;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunnelGrains.Grains.Tests.Shards;

public sealed class CrashProperties
{
    [Fact]
    public void A_crash_between_any_two_steps_loses_nothing_and_counts_nothing_twice()
    {
        var crashes = new HashSet<CrashPoint>();
        for (var seed = 1; seed <= 1_000; seed++) Check(seed, new MemoryJournal(), new MemoryReadModel(), crashes);
        crashes.ShouldBe(Enum.GetValues<CrashPoint>(), ignoreOrder: true);
    }

    [Fact]
    public void A_crash_between_any_two_steps_on_the_embedded_database_loses_nothing_and_counts_nothing_twice()
    {
        for (var seed = 10_001; seed <= 10_050; seed++)
        {
            var folder = Directory.CreateTempSubdirectory("funnelgrains-").FullName;
            using (var storage = SqliteStorage.Open(folder, NullLoggerFactory.Instance, TimeProvider.System)) Check(seed, storage.Journal, storage.ReadModel, []);
            Directory.Delete(folder, true);
        }
    }

    internal static int Check(int seed, IJournal journal, IReadModel readModel, HashSet<CrashPoint> crashes, Publishing publishes = Publishing.Never)
    {
        var history = new RandomHistory(seed, journal, readModel, publishes);
        try
        {
            var shard = history.Run(steps: 150);
            new Verdict(history.World, publishes != Publishing.Late).Holds(shard, history.Acknowledged);
            crashes.UnionWith(history.Crashes);
            return history.Published;
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"The history of seed {seed} breaks the protocol: {broken.Message}\n{history.World.Log}", broken);
        }
    }
}
