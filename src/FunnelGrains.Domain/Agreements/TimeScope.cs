using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>For how long the two teams mean to keep to the agreement. It is shown and reminds them; a version stays in force until another takes its place.</summary>
/// <param name="From">First local day.</param>
/// <param name="Until">Last local day; null for an agreement without an end.</param>
[GenerateSerializer, Immutable, Alias("fg.timescope")]
public sealed record TimeScope(LocalDate From, LocalDate? Until = null);
