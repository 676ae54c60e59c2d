namespace FunnelGrains.Sdk;

/// <summary>A local date with hours of its own.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Hours">Open intervals as pairs of <c>HH:mm</c>; empty for a closed day.</param>
public sealed record CalendarException(DateOnly Date, IReadOnlyList<IReadOnlyList<string>> Hours);
