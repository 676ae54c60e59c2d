using FunnelGrains.Domain.Goals;
using NodaTime;

namespace FunnelGrains.Domain.Meetings;

/// <summary>The two periods that a meeting looks at: the last one that had ended by its time, and the one that runs.</summary>
/// <param name="Last">Whole.</param>
/// <param name="Running">Up to the meeting.</param>
public sealed record MeetingSpans(GoalSpan Last, GoalSpan Running)
{
    /// <summary>Weeks of a weekly meeting, months of a monthly one, in the workspace's zone.</summary>
    public static MeetingSpans Of(MeetingKind kind, Instant at, DateTimeZone zone)
    {
        var period = kind == MeetingKind.Weekly ? GoalPeriod.Week : GoalPeriod.Month;
        var running = GoalSpan.At(period, at, zone);
        return new(GoalSpan.Of(period, running.From.PlusDays(-1), zone), running);
    }
}
