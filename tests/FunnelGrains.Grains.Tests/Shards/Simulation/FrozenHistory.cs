using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>
/// An activation that stands still after so many steps of what it asked for, while another one is started over the same storage, and that goes on after so many
/// steps of the other one's. Its steps lead over an append, a count, a save, the mark taken away, a promise that falls due, its announcement and the next save.
/// </summary>
internal sealed class FrozenHistory(IJournal journal, IReadModel readModel)
{
    private static readonly Duration Save = Duration.FromSeconds(2);
    private static readonly Duration Due = Duration.FromMinutes(31);

    private readonly World world = new(journal, readModel, new ShardOptions { CheckpointLeads = 1 });
    private readonly HashSet<(string Lead, string Id)> acknowledged = [];
    private readonly List<IncomingEvent> unanswered = [];
    private readonly List<(Process To, IncomingEvent Event, Task<PostAnswer> Answer)> calls = [];

    /// <summary>Whether the older one had that many steps.</summary>
    public bool FrozenInTime { get; private set; }

    /// <summary>Whether the newer one had that many.</summary>
    public bool ThawedInTime { get; private set; }

    /// <summary>Between which steps of the protocol the older one stood still.</summary>
    public IReadOnlyList<CrashPoint> Between { get; private set; } = [];

    /// <summary>Whether the older one, going on, wrote before the newer one's claim, which then stands behind what it wrote.</summary>
    public bool WroteBeforeTheClaim { get; private set; }

    /// <summary>Lets it happen, and checks that the newer one won and all is there once.</summary>
    public void Run(int freezeAfter, int thawAfter)
    {
        var older = world.Open();
        Post(older, "L-1", "a", new StageChanged("mql", null));
        Post(older, "L-2", "a", new StageChanged("mql", null));
        FrozenInTime = Steps(freezeAfter, Save, Save, Due, Save);
        Between = [.. CrashPoints.Of(older, world)];
        world.Disk.Frozen.Add(older);

        var begun = journal.ReadLastSeqAsync(World.Shard, CancellationToken.None).GetAwaiter().GetResult();
        var newer = new Process(world);
        ThawedInTime = Steps(thawAfter, () => Repeat(newer), Save, Due, Save);
        world.Disk.Frozen.Remove(older);
        var chance = new Random((freezeAfter * 1_000) + thawAfter);
        while (world.Step(chance)) continue;
        // Whoever stood still at rest learns it when it is next asked for something.
        if (!older.IsDead) Post(older, "L-3", "a", new Touched("call", null, false));
        world.Settle();

        older.IsDead.ShouldBeTrue("the newer one wins");
        newer.IsDead.ShouldBeFalse("the newer one wins");
        WroteBeforeTheClaim = newer.Engine.Status().Claim > begun + 1;
        Rest(newer);
    }

    private void Rest(Process winner)
    {
        for (var tries = 0; tries < 10; tries++)
        {
            Answers();
            Repeat(winner);
            world.Settle();
        }
        foreach (var time in (Duration[])[Due, Due, Save, Save]) world.Pass(time);
        Answers();
        unanswered.ShouldBeEmpty();
        winner.IsUp.ShouldBeTrue();
        new Verdict(world).Holds(winner, acknowledged);
    }

    private bool Steps(int count, params ReadOnlySpan<Duration> waits) => Steps(count, static () => { }, waits);

    /// <summary>Makes so many steps; where there is none left, some time goes by.</summary>
    /// <returns>False when there were fewer.</returns>
    private bool Steps(int count, Action between, params ReadOnlySpan<Duration> waits)
    {
        var waited = 0;
        for (var made = 0; made < count;)
        {
            between();
            if (world.Step(new ZeroRandom())) made++;
            else if (waited < waits.Length) world.Advance(waits[waited++]);
            else return false;
        }
        return true;
    }

    /// <summary>What a sender waits for, or is to send again, he sends to whoever is there now.</summary>
    private void Repeat(Process to)
    {
        if (!to.IsUp) return;
        Answers();
        foreach (var e in unanswered.Where(e => !calls.Exists(call => call.To == to && call.Event == e)).ToList()) Post(to, e);
    }

    private void Post(Process to, string lead, string id, EventData data)
    {
        var e = new IncomingEvent(lead, id, RandomEvents.TypeOf(data), world.Now, true, null, data, null);
        unanswered.Add(e);
        Post(to, e);
    }

    private void Post(Process to, IncomingEvent e) => calls.Add((to, e, world.Post(to, [e])));

    private void Answers()
    {
        foreach (var call in calls.Where(call => call.Answer.IsCompleted).ToList())
        {
            calls.Remove(call);
            var status = call.Answer.Result.Outcomes.Single().Status;
            if (status == OutcomeStatus.Retry) continue;
            status.ShouldBeOneOf(OutcomeStatus.Accepted, OutcomeStatus.Duplicate);
            acknowledged.Add((call.Event.Lead, call.Event.Id));
            unanswered.Remove(call.Event);
        }
    }
}
