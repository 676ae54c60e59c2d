using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Domain.Sla;

/// <summary>A warning or a step of an escalation, ready for folding.</summary>
/// <param name="At">When it passes.</param>
/// <param name="Step">Key of the step; null for a warning.</param>
public sealed record ClauseThreshold(ClauseMoment At, string? Step)
{
    private readonly string moment = At.ToString();

    /// <summary>The moment as text, and for a warning its identity within the clause.</summary>
    public string Moment => moment;

    /// <summary>The identity within the clause, whatever version of it: the step's key, else the moment.</summary>
    public string Key => Step ?? moment;

    /// <summary>Whether it comes after due; else it passes while the clock still runs.</summary>
    public bool IsAfterDue => At.AfterSeconds is not null;

    /// <summary>So long after due; of a threshold that comes after due.</summary>
    public Duration After => Duration.FromSeconds(At.AfterSeconds ?? 0);

    /// <summary>How much of a target has run when it passes; of a threshold that does not come after due. Zero where the target is shorter than the time before due.</summary>
    public Duration RunOf(Duration target) => At.Share is { } share
        ? Duration.FromMilliseconds((long)((decimal)target.TotalMilliseconds * share))
        : Duration.Max(Duration.Zero, target - Duration.FromSeconds(At.BeforeSeconds ?? 0));

    /// <summary>All thresholds of a clause; empty for one without warnings and steps.</summary>
    public static ImmutableArray<ClauseThreshold> Of(Clause clause)
    {
        ArgumentNullException.ThrowIfNull(clause);
        return
        [
            .. (clause.WarnAt ?? []).Select(at => new ClauseThreshold(at, null)),
            .. (clause.Escalation ?? []).Select(step => new ClauseThreshold(step.At, step.Key)),
        ];
    }
}
