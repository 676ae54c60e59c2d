using System.Collections.Immutable;

namespace FunnelGrains.Domain.Notices;

/// <summary>What an endpoint can ask to be told.</summary>
public static class NoticeTypes
{
    /// <summary>A promise was broken.</summary>
    public const string Breached = "sla.breached";

    /// <summary>A promise falls due soon, or a step of its escalation came.</summary>
    public const string Warned = "sla.warned";

    /// <summary>A deal was won: the event was received within a day of it.</summary>
    public const string Won = "deal.won";

    /// <summary>A goal's period closed, and its target was reached.</summary>
    public const string GoalReached = "goal.reached";

    /// <summary>A goal's period closed, and its target was missed.</summary>
    public const string GoalMissed = "goal.missed";

    /// <summary>What an endpoint is sent when somebody tries it; every endpoint takes it.</summary>
    public const string Test = "test";

    /// <summary>All that can be asked for.</summary>
    public static ImmutableArray<string> All { get; } = [Breached, Warned, Won, GoalReached, GoalMissed];
}
