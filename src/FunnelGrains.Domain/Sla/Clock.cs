using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Domain.Sla;

/// <summary>One run of a clause for a lead, while it is folded.</summary>
internal sealed class Clock(CompiledClause clause, string startEvent, int cycle, Instant start, Instant? due, string owner, string? ownerSent)
{
    private ClockView? view;
    private string? breachId;

    /// <summary>The clause of the version in force at the start.</summary>
    public CompiledClause Compiled { get; } = clause;

    public Clause Clause => Compiled.Clause;

    public string StartEvent { get; } = startEvent;

    public int Cycle { get; } = cycle;

    public Instant Start { get; } = start;

    public Instant? Due { get; } = due;

    /// <summary>The owner under whom it counts: the lead's own while it runs, then the one at the verdict.</summary>
    public string Owner { get; private set; } = owner;

    public string? OwnerSent { get; private set; } = ownerSent;

    public ClockState State { get; private set; } = ClockState.Running;

    public Instant? Stop { get; private set; }

    /// <summary>Awaited: running, or breached and neither stopped nor ended with its lead.</summary>
    public bool Open { get; private set; } = true;

    /// <summary>Non-automated touches since its start.</summary>
    public int Touches { get; set; }

    /// <summary>The verdict, or a late stop.</summary>
    public void Become(ClockState state, Instant? stop, bool open, string counted, string? sent)
    {
        (State, Stop, Open, Owner, OwnerSent, view) = (state, stop, open, counted, sent, null);
    }

    /// <summary>The identity of this clock's breach; the clock has a due.</summary>
    public string BreachId(string lead) => breachId ??= Sla.BreachId.Of(lead, Clause.Key, StartEvent, Due!.Value);

    public ClockView View() => view ??= new ClockView(
        Clause.Key, StartEvent, Cycle, State, Start, Due, Stop, OwnerSent, Clause.Team, Open);
}
