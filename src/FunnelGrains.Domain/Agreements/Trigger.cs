using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FunnelGrains.Domain.Leads;
using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>What starts, stops or cancels a clock. An event that moves nothing (an anomaly, a change to the same stage) triggers nothing.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "on")]
[JsonDerivedType(typeof(StageEntered), "stage_entered")]
[JsonDerivedType(typeof(OtherStageEntered), "other_stage_entered")]
[JsonDerivedType(typeof(EventHappened), "event")]
[JsonDerivedType(typeof(LeadAssigned), "assigned")]
[JsonDerivedType(typeof(TouchNumber), "touch")]
[GenerateSerializer, Immutable, Alias("fg.on")]
public abstract record Trigger;

/// <summary>One of the stages becomes the lead's current stage: re-entry, capture, recycle and reopening included, skipped stages never.</summary>
[GenerateSerializer, Immutable, Alias("fg.on.stage")]
public sealed record StageEntered(ImmutableArray<string> Stages) : Trigger;

/// <summary>Any stage but this one becomes the current stage.</summary>
[GenerateSerializer, Immutable, Alias("fg.on.otherstage")]
public sealed record OtherStageEntered(string Stage) : Trigger;

/// <summary>
/// An event of the type; with <paramref name="Where"/>, only if those fields of its data have those values. A stage change to a won, lost or
/// rejected stage is also the win, loss or rejection that it means.
/// </summary>
/// <param name="Type">A postable type's name, for example <c>lead.rejected</c>.</param>
/// <param name="Where">Field of the data to its text value; null or empty for none.</param>
[GenerateSerializer, Immutable, Alias("fg.on.event")]
public sealed record EventHappened(string Type, ImmutableSortedDictionary<string, string>? Where = null) : Trigger;

/// <summary>The lead is assigned.</summary>
[GenerateSerializer, Immutable, Alias("fg.on.assigned")]
public sealed record LeadAssigned : Trigger;

/// <summary>The Nth touch that is not automated after the clock's start; as a start trigger, after the cycle's start.</summary>
[GenerateSerializer, Immutable, Alias("fg.on.touch")]
public sealed record TouchNumber(int N) : Trigger;
