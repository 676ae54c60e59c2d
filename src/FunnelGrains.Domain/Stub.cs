// A stand-in until the goals land; delete it then.
#pragma warning disable CS1591
namespace FunnelGrains.Domain.Goals;

public sealed record GoalDefinition(string Team);
