using NodaTime;

namespace FunnelGrains.Web.Goals;

/// <summary>A part of the target that was reached.</summary>
/// <param name="Percent">25, 50, 75 or 100.</param>
/// <param name="At">When it was first seen; a correction does not take it back.</param>
internal sealed record MilestoneBody(int Percent, Instant At);

/// <summary>A change of a goal's status.</summary>
/// <param name="Status">What it was from then on: <c>on_track</c>, <c>behind</c>, <c>at_risk</c> or <c>no_verdict</c>.</param>
/// <param name="At">When that was seen.</param>
internal sealed record StatusChangeBody(string Status, Instant At);
