using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Goals;

/// <summary>A goal's status changed.</summary>
/// <param name="Status">What it was from then on.</param>
/// <param name="At">When that was seen.</param>
[GenerateSerializer, Immutable, Alias("fg.goalturn")]
public readonly record struct GoalTurn(GoalStatus Status, Instant At);
