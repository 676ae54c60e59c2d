using NodaTime;

namespace FunnelGrains.Domain.Sla;

/// <summary>A threshold that passed for a clock, with what held at that instant.</summary>
internal sealed record PassedThreshold(Clock Clock, ClauseThreshold Threshold, Instant At, Instant AnnounceAt, Instant? Due, string? Owner, string Team)
{
    private string? id;

    /// <summary>The same for the same clock and threshold, whenever it passes.</summary>
    public string Id(string lead) => id ??= WarningId.Of(lead, Clock.Clause.Key, Clock.StartEvent, Threshold.Key, Threshold.Step is not null);

    public bool IsSame(PassedThreshold other) => other.At == At && other.Threshold.Key == Threshold.Key && (other.Threshold.Step is null) == (Threshold.Step is null)
        && other.Clock.StartEvent == Clock.StartEvent && other.Clock.Clause.Key == Clock.Clause.Key;

    public WarningView View(string lead) => new(
        Id(lead), Clock.Clause.Key, Clock.StartEvent, Clock.Cycle, Threshold.Moment, Threshold.Step, At, Due, Owner, Team);
}
