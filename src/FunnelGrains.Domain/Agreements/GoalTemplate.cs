using FunnelGrains.Domain.Goals;
using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>A goal as the two teams agreed it; a goal of that key is set from it.</summary>
/// <param name="Key">For example <c>mqls</c>.</param>
/// <param name="Name">The goal in words.</param>
/// <param name="Goal">What is measured, and the target.</param>
[GenerateSerializer, Immutable, Alias("fg.goaltemplate")]
public sealed record GoalTemplate(string Key, LocalText Name, GoalDefinition Goal);
