using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>Whether what a shard says at rest is what its journal says, folded from nothing.</summary>
internal sealed class Verdict
{
    private readonly World world;
    private readonly bool adoptedInTime;
    private readonly IReadOnlyList<JournalRow> rows;
    private readonly List<(string Lead, JournalRow[] Rows)> leads;

    /// <param name="world">The world, at rest.</param>
    /// <param name="adoptedInTime">Whether each version was adopted before it took force; else a breach may have been announced that by the version was none.</param>
    public Verdict(World world, bool adoptedInTime = true)
    {
        this.adoptedInTime = adoptedInTime;
        this.world = world;
        rows = world.Rows();
        leads = [.. rows.Where(row => row.Lead.Length > 0).GroupBy(row => row.Lead).Select(lead => (lead.Key, lead.ToArray()))];
    }

    public void Holds(Process shard, IReadOnlySet<(string Lead, string Id)> acknowledged)
    {
        rows.Select(row => row.Seq).ShouldBe(Enumerable.Range(1, rows.Count).Select(seq => (long)seq));
        Journaled(acknowledged);
        Counted(shard);
        Shown(shard);
        Audited(shard);
        Announced();
        Warned();
        Quarantined();
    }

    private void Journaled(IReadOnlySet<(string Lead, string Id)> acknowledged) =>
        rows.Where(row => row.Event.Type.IsPostable()).Select(row => (row.Lead, row.Event.Id)).Order()
            .ShouldBe(acknowledged.Order(), "the journal holds every answered event once, and no other");

    private void Counted(Process shard)
    {
        var truth = new Dictionary<Cell, long>();
        foreach (var (lead, history) in leads)
            truth.Add(new LeadLedger(world.Book, lead, []).Apply(0, Instant.MinValue, history, world.Now).Changes);
        foreach (var dimension in Enum.GetValues<Dimension>())
        {
            var sums = world.Wait(() => shard.Engine.SumAsync(new SumQuestion(null, null, [], dimension, null, true, false)));
            Same(sums.Cells, truth.Where(pair => pair.Key.Dimension == dimension), "counted");
        }

        var recent = world.Book.DayOf(world.Now) - world.Options.RecentDays;
        Same(
            world.Wait(shard.Engine.ReadPartialAsync).Cells,
            truth.Where(pair => pair.Key.Dimension == Dimension.All && Tally.IsShown(pair.Key.Measure) && (pair.Key.Day == Cell.NoDay || pair.Key.Day >= recent)), "recent");
    }

    /// <summary>Boards see what was told in pieces.</summary>
    private void Shown(Process shard)
    {
        var last = world.Partials[^1];
        last.CountedSeq.ShouldBe(shard.Engine.Status().CountedSeq);
        last.Claim.ShouldBe(shard.Engine.Status().Claim);
    }

    private void Audited(Process shard)
    {
        world.Wait(async () =>
        {
            await shard.Engine.FlushAsync(Duration.Zero);
            return 0;
        });
        var audit = world.Wait(shard.Engine.AuditAsync);
        audit.Differences.ShouldBeEmpty();
        audit.Events.ShouldBe(leads.Where(lead => View(lead.Rows) is not null).Sum(lead => lead.Rows.Count(row => row.Event.Type.IsPostable())));
    }

    private void Announced()
    {
        var recorded = rows.Where(row => row.Event.Data is SlaBreached).Select(row => row.Event.Id).ToList();
        recorded.Count.ShouldBe(recorded.Distinct().Count(), "a breach is recorded once");
        recorded.Except(world.Breaches.Select(breach => breach.Breach.Id)).ShouldBeEmpty("each recorded breach is told");
        world.Breaches.Select(breach => breach.Breach.Id).Except(recorded).ShouldBeEmpty("nothing is told that is not recorded");
        if (!adoptedInTime) return;
        foreach (var (lead, history) in leads)
        {
            foreach (var clock in View(history)?.Clocks ?? [])
                if (clock is { State: ClockState.Breached or ClockState.MetLate, Due: { } due } && MadeByTime(clock, due, history))
                    recorded.ShouldContain(BreachId.Of(lead, clock.Clause, clock.StartEvent, due), $"{lead} {clock.Clause} started by {clock.StartEvent}");
            foreach (var breach in history.Select(row => row.Event.Data).OfType<SlaBreached>())
                MadeByTime(breach.Clause, breach.StartEvent, breach.Due, history).ShouldBeTrue($"{lead} {breach.Clause}: made by what came later, and announced");
        }
    }

    private void Warned()
    {
        var recorded = rows.Where(row => row.Event.Data is SlaWarned).Select(row => (row.Lead, row.Event.Id)).ToList();
        recorded.ShouldBeUnique("a warning is recorded once");
        recorded.Except(world.Warnings.Select(told => (told.Lead, told.Warning.Id))).ShouldBeEmpty("each recorded warning is told");
        world.Warnings.Select(told => (told.Lead, told.Warning.Id)).Except(recorded).ShouldBeEmpty("nothing is told that is not recorded");
        foreach (var (lead, history) in leads)
        {
            // Whoever folds the events alone, with time going on, asks for the same announcements.
            var events = history.Where(row => row.Event.Type.IsPostable()).ToArray();
            var standing = new LeadLedger(world.Book, lead, []).Apply(0, Instant.MinValue, events, world.Now).Warn;
            standing.Select(warning => (lead, warning.Id)).Except(recorded).ShouldBeEmpty($"{lead}: a warning that time made is recorded");
        }
    }

    private void Quarantined()
    {
        foreach (var (lead, history) in leads)
        {
            var poison = history.Where(row => row.Event.Data is StageChanged { Stage: "no such stage" }).Select(row => row.Seq);
            history.Select(row => row.Event.Data).OfType<EventQuarantined>().Select(row => row.Seq).ShouldBe(poison, ignoreOrder: true, $"quarantines of {lead}");
        }
    }

    private bool MadeByTime(ClockView clock, Instant due, JournalRow[] history) => MadeByTime(clock.Clause, clock.StartEvent, due, history);

    /// <summary>What had come up to due says already that nothing but time is missing.</summary>
    private bool MadeByTime(string clause, string startEvent, Instant due, JournalRow[] history)
    {
        var before = history.Where(row => row.Event.Type.IsPostable()).TakeWhile(row => row.Event.ReceivedAt <= due).ToArray();
        var ledger = new LeadLedger(world.Book, history[0].Lead, []);
        return ledger.Apply(0, Instant.MinValue, before, due + Duration.FromMilliseconds(1)).View?.Clocks
            .Any(clock => clock.Clause == clause && clock.StartEvent == startEvent && clock.Due == due && clock.State is ClockState.Breached or ClockState.MetLate) == true;
    }

    private LeadView? View(JournalRow[] history) =>
        new LeadLedger(world.Book, history[0].Lead, []).Apply(0, Instant.MinValue, history, world.Now).View;

    private static void Same(IEnumerable<CellChange> actual, IEnumerable<KeyValuePair<Cell, long>> expected, string what)
    {
        var live = actual.ToDictionary(change => change.Cell, change => change.N);
        var truth = expected.ToDictionary();
        live.Keys.Union(truth.Keys).Where(cell => live.GetValueOrDefault(cell) != truth.GetValueOrDefault(cell))
            .Select(cell => $"{what} {cell}: {live.GetValueOrDefault(cell)}, not {truth.GetValueOrDefault(cell)}").ShouldBeEmpty();
    }
}
