using FunnelGrains.Grains.Tests.Shards.Simulation;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunnelGrains.Grains.Tests.Shards;

/// <summary>Two activations of one shard over one storage, the older of which stands still for a while: every place where it can, and every moment at which it can go on.</summary>
public sealed class FrozenActivationTests(ITestOutputHelper output)
{
    /// <summary>More steps than there are: the newer one has done all before the older one goes on.</summary>
    private const int AtTheEnd = 10_000;

    private static readonly int[] Moments = [0, 9, AtTheEnd];

    private static readonly CrashPoint[] Places =
    [
        CrashPoint.BeforeAnAppend, CrashPoint.AfterAnAppendBeforeItsAnswer, CrashPoint.BeforeLeadsAnswer, CrashPoint.AfterLeadsFoldedBeforeTheCount,
        CrashPoint.BeforeASave, CrashPoint.AfterASaveBeforeItsAnswer, CrashPoint.WithAnAnnouncementOnItsWay, CrashPoint.AtRest,
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Wherever_one_stands_still_and_whenever_it_goes_on_the_newer_one_wins_and_nothing_is_lost_or_doubled()
    {
        var (histories, older, between) = (0, 0, new HashSet<CrashPoint>());
        for (var (freeze, froze) = (0, true); froze; freeze++)
        {
            for (var (thaw, thawed) = (0, true); froze && thawed; thaw++)
            {
                var history = Check(freeze, thaw, new MemoryJournal(), new MemoryReadModel());
                (froze, thawed) = (history.FrozenInTime, history.ThawedInTime);
                (histories, older) = (histories + 1, history.WroteBeforeTheClaim ? older + 1 : older);
                between.UnionWith(history.Between);
            }
        }
        output.WriteLine($"{histories} histories; in {older} of them the older one went on and wrote before the newer one's claim");
        between.ShouldBe(Places, ignoreOrder: true);
        older.ShouldBeInRange(1, histories - 1);
    }

    [Fact]
    public void Nor_on_the_embedded_database()
    {
        CheckAll(_ => Moments, (freeze, thaw) =>
        {
            var folder = Directory.CreateTempSubdirectory("funnelgrains-").FullName;
            try
            {
                using var storage = SqliteStorage.Open(folder, NullLoggerFactory.Instance, TimeProvider.System);
                return Check(freeze, thaw, storage.Journal, storage.ReadModel);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });
    }

    [Fact]
    public async Task Nor_on_PostgreSQL()
    {
        if (PostgresBinaries.Missing is { } why) Assert.Skip(why);
        await using var server = await PostgresServer.CreateAsync(durable: false, Cancel);
        // A database for each takes its time: the moments take turns.
        CheckAll(freeze => [Moments[freeze % Moments.Length]], (freeze, thaw) =>
        {
            var database = server.CreateDatabaseAsync(Cancel).GetAwaiter().GetResult();
            using var storage = PostgresStorage.Open(database, NullLoggerFactory.Instance, TimeProvider.System);
            return Check(freeze, thaw, storage.Journal, storage.ReadModel);
        });
    }

    /// <summary>Every place, and of the moments the first, one while the newer one counts again, and the last.</summary>
    private static void CheckAll(Func<int, int[]> moments, Func<int, int, FrozenHistory> check)
    {
        var between = new HashSet<CrashPoint>();
        for (var (freeze, froze) = (0, true); froze; freeze++)
        {
            foreach (var thaw in moments(freeze))
            {
                var history = check(freeze, thaw);
                froze = history.FrozenInTime;
                between.UnionWith(history.Between);
            }
        }
        between.ShouldBe(Places, ignoreOrder: true);
    }

    private static FrozenHistory Check(int freeze, int thaw, IJournal journal, IReadModel readModel)
    {
        var history = new FrozenHistory(journal, readModel);
        try
        {
            history.Run(freeze, thaw);
            return history;
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException(
                $"Frozen after {freeze} steps ({string.Join(", ", history.Between)}), thawed after {thaw} of the other one's: {broken.Message}", broken);
        }
    }
}
