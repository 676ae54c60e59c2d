namespace FunnelGrains.Sdk;

/// <summary>A number that is not what the journal says.</summary>
/// <param name="What">Which number.</param>
/// <param name="Live">What the server says.</param>
/// <param name="Folded">What the journal says.</param>
public sealed record AuditDifference(string What, string Live, string Folded);
