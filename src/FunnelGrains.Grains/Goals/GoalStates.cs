using FunnelGrains.Domain.Goals;

namespace FunnelGrains.Grains.Goals;

/// <summary>State of one goal.</summary>
internal sealed class TeamGoalState
{
    public GoalDefinition? Definition { get; set; }
}

/// <summary>State of a workspace's goals.</summary>
internal sealed class GoalBookState
{
    public Dictionary<string, GoalDefinition> Goals { get; set; } = [];
}
