using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>
/// A history by chance: clients post and repeat what was not answered, time goes on, storage takes its time and fails, activations die between any two
/// steps or are overtaken by another while they live.
/// </summary>
internal sealed class RandomHistory
{
    private readonly Random random;
    private readonly World world;
    private readonly List<IncomingEvent> unanswered = [];
    private readonly List<(Process At, ImmutableArray<IncomingEvent> Events, Task<PostAnswer> Answer)> calls = [];
    private readonly Publishing publishes;
    private Process? shard;
    private Process? overtaken;
    private int made;

    /// <param name="seed">Of chance.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="readModel">The read model.</param>
    /// <param name="publishes">Whether versions of the agreement come meanwhile.</param>
    public RandomHistory(int seed, IJournal journal, IReadModel readModel, Publishing publishes = Publishing.Never)
    {
        this.publishes = publishes;
        random = new Random(seed);
        world = new World(journal, readModel, new ShardOptions
        {
            ReplayPage = random.Next(1, 6),
            CheckpointLeads = random.Next(1, 4),
            BatchLimit = random.Next(1, 6),
            ResidentLimit = random.Next(1, 4),
            QueueLimit = 12,
        }, dimensionValues: 3);
    }

    public World World => world;

    /// <summary>Events answered as taken, now or before.</summary>
    public HashSet<(string Lead, string Id)> Acknowledged { get; } = [];

    /// <summary>How many versions came.</summary>
    public int Published { get; private set; }

    /// <summary>In which steps of the protocol activations died.</summary>
    public HashSet<CrashPoint> Crashes { get; } = [];

    /// <summary>Lets it happen, then lets all come to rest: everything is answered, all clocks are past due.</summary>
    public Process Run(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            StartIfNone();
            Act();
            Answers();
        }

        overtaken?.Die(random);
        for (var tries = 0; ; tries++)
        {
            tries.ShouldBeLessThan(1_000, $"{unanswered.Count} events are never answered; {world.Log}");
            Keep();
            Answers();
            if (!shard.IsUp) continue;
            Adopt();
            if (unanswered.Count == 0) break;
            Post(shard, Math.Min(unanswered.Count, 4));
        }

        Adopt();
        Keep();
        for (var day = 0; day < 40; day++)
        {
            world.Advance(Duration.FromDays(1));
            Keep();
        }

        return shard;
    }

    /// <summary>As the keeper of shards does.</summary>
    [MemberNotNull(nameof(shard))]
    private void Keep()
    {
        do
        {
            if (shard is null or { IsDead: true }) shard = new Process(world, random.Next(2));
            world.Settle();
        }
        while (shard.IsDead);
    }

    private void StartIfNone()
    {
        if (overtaken is { IsDead: true }) overtaken = null;
        if (shard is not { IsDead: true } and not null) return;
        shard = new Process(world, random.Next(2));
    }

    private void Act()
    {
        switch (random.Next(100))
        {
            case < 56: for (var steps = random.Next(1, 16); steps > 0 && world.Step(random, Fault); steps--) continue; break;
            case < 62: AskForList(); break;
            case < 78: Post(overtaken is not null && random.Next(4) == 0 ? overtaken : shard!, random.Next(1, 4)); break;
            case < 95: world.Advance(Duration.FromSeconds(random.Next(4) switch { 0 => 1, 1 => random.Next(120), 2 => random.Next(1_200), _ => random.Next(random.Next(20) == 0 ? 90_000 : 2_400) })); break;
            case < 98: Crash(shard!); break;
            case 98 when publishes is not Publishing.Never: Publish(); break;
            default: Overtake(); break;
        }
    }

    private Exception? Fault(Disk.Request request) => request.Lane switch
    {
        SlowJournal.Writer when random.Next(80) == 0 => new JournalUnavailableException("by chance"),
        SlowReadModel.Writer when random.Next(40) == 0 => new ReadModelUnavailableException("by chance"),
        _ => null,
    };

    private void Crash(Process process)
    {
        Crashes.UnionWith(CrashPoints.Of(process, world));
        process.Die(random);
        if (random.Next(2) == 0) world.Leads.Lose(random);
    }

    /// <summary>Lists make the shard save at once, also in the middle of everything.</summary>
    private void AskForList() => world.Turns.Run(() => shard!.Engine.FlushAsync(Duration.Zero)).ContinueWith(
        static flush => _ = flush.Exception, default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>
    /// A version is published. In time: the shard is told before it takes force, whatever else happens. Late: whether it is told, and when, is left to chance, and it may be in force already.
    /// </summary>
    private void Publish()
    {
        if (world.Book.Versions.Count > 4) return;
        var notice = publishes == Publishing.InTime ? Duration.FromMinutes(random.Next(1, 120)) : Duration.FromMinutes(random.Next(-120, 120));
        world.Publish(RandomVersions.Next(random, world.Book, world.Now + notice));
        Published++;
        if (publishes == Publishing.Late && random.Next(2) == 0) return;
        Adopt();
        if (publishes == Publishing.Late) return;
        for (var tries = 0; shard!.IsDead || !shard.IsUp || shard.Engine.Agreement < world.Book.Version; tries++)
        {
            tries.ShouldBeLessThan(1_000, "a version is never adopted");
            Keep();
            Adopt();
            world.Settle();
        }
    }

    /// <summary>As a silo's watch does: what fails is tried again at its next look.</summary>
    private void Adopt() => world.Turns.Run(() => shard!.Engine.AdoptAsync(world.Book)).ContinueWith(
        static adoption => _ = adoption.Exception, default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private void Overtake()
    {
        overtaken?.Die(random);
        overtaken = shard;
        shard = new Process(world, random.Next(2));
    }

    private void Post(Process to, int count)
    {
        while (unanswered.Count < count) unanswered.Add(RandomEvents.Next(random, world.Now, ++made, world.Book));
        var events = Enumerable.Range(0, count).Select(_ => unanswered[random.Next(unanswered.Count)]).ToImmutableArray();
        calls.Add((to, events, world.Turns.Run(() => to.Engine.PostAsync("test", events))));
        world.Turns.RunAll();
    }

    private void Answers()
    {
        foreach (var call in calls.Where(call => call.Answer.IsCompleted || call.At.IsDead).ToList())
        {
            calls.Remove(call);
            if (!call.Answer.IsCompleted) continue;
            foreach (var (e, outcome) in call.Events.Zip(call.Answer.Result.Outcomes)) Take(e, outcome.Status);
        }
    }

    private void Take(IncomingEvent e, OutcomeStatus status)
    {
        if (status == OutcomeStatus.Retry) return;
        status.ShouldBeOneOf(OutcomeStatus.Accepted, OutcomeStatus.Duplicate);
        Acknowledged.Add((e.Lead, e.Id));
        unanswered.RemoveAll(other => other.Lead == e.Lead && other.Id == e.Id);
    }
}

/// <summary>Whether versions of the agreement are published in a history, and whether the shard hears of each before it takes force.</summary>
internal enum Publishing
{
    Never,
    InTime,
    Late,
}
