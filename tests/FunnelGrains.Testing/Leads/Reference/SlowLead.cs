using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>
/// An independent reference for the facts of one lead, slow and by the definitions of semantics.md (sections 2, 3, 4) alone: it looks over the whole
/// history for each number, knows one version of the stages (of clauses all), and shares no code with the fold.
/// </summary>
public sealed class SlowLead
{
    private readonly SlowTime time;
    private readonly List<Scene> story;
    private readonly SlowClocks clocks;

    /// <param name="workspace">All versions of its agreement have the same stages.</param>
    /// <param name="rows">The lead's rows, in any order.</param>
    /// <param name="asOf">Up to which instant clocks are judged.</param>
    public SlowLead(Workspace workspace, IEnumerable<JournalRow> rows, Instant asOf)
    {
        time = new SlowTime(workspace);
        story = SlowStory.Tell(time.Agreement, rows);
        clocks = new SlowClocks(time, story, asOf);
    }

    /// <summary>All its clocks, by clause and start.</summary>
    public IReadOnlyList<ClockView> Clocks => [.. clocks.All().Select(clock => clock.View)];

    /// <summary>All thresholds that passed, by clause and start.</summary>
    public IReadOnlyList<WarningView> Warnings => [.. clocks.All().SelectMany(clock => clock.Warnings)];

    /// <summary>Its events in their own order and what each came to: status, stage, cycle, whether it is an anomaly.</summary>
    public IReadOnlyList<(JournalRow Row, LeadStatus Status, string Stage, int Cycle, bool Anomaly)> Story =>
        [.. story.Select(scene => (scene.Row, scene.Status, scene.Stage, scene.Cycle, scene.Anomaly))];

    /// <summary>Its contribution to every count, by every dimension; no cell is 0.</summary>
    public Dictionary<Cell, long> Cells()
    {
        var cells = new Dictionary<Cell, long>();
        var origin = new SlowOrigin(story);
        foreach (var fact in new SlowCounts(time, story).All().Concat(clocks.All().SelectMany(clock => FactsOf(clock.View, clock.Owner, clock.Planned))))
        {
            Add(fact, Dimension.All, "");
            Add(fact, Dimension.Source, origin.Source.Counted);
            Add(fact, Dimension.Campaign, origin.Campaign.Counted);
            Add(fact, Dimension.Segment, origin.Segment.Counted);
            Add(fact, Dimension.Owner, fact.Owner);
            Add(fact, Dimension.Team, fact.Team);
        }

        return cells;

        void Add(Fact fact, Dimension dimension, string value)
        {
            var cell = new Cell(fact.Measure, fact.Day, fact.Key, dimension, value);
            if ((cells[cell] = cells.GetValueOrDefault(cell) + fact.N) == 0) cells.Remove(cell);
        }
    }

    private IEnumerable<Fact> FactsOf(ClockView clock, string owner, Instant? planned)
    {
        // A paused clock is counted where it would be due without its pause.
        var day = (clock.Due ?? planned) is { } due ? time.Day(due) : Cell.NoDay;
        Measure? measure = clock.State switch
        {
            ClockState.Running or ClockState.Paused => Measure.ClauseRunning,
            ClockState.Met when clock.Due is not null => Measure.ClauseMet,
            ClockState.Breached or ClockState.MetLate => Measure.ClauseBreached,
            _ => null,
        };
        if (measure is { } counted) yield return new Fact(counted, day, clock.Clause, owner, clock.Team);
        if (clock is { State: ClockState.Breached, Open: true }) yield return new Fact(Measure.BreachesOpen, Cell.NoDay, clock.Clause, owner, clock.Team);
    }
}
