using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Sla;

/// <summary>How much of a clock's time one owner had the lead.</summary>
/// <param name="Owner">The owner.</param>
/// <param name="Time">In the clause's own time, pauses not counted.</param>
[GenerateSerializer, Immutable, Alias("fg.ownertime")]
public sealed record OwnerTime(string Owner, Duration Time);
