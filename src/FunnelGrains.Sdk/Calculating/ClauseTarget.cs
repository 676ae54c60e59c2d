namespace FunnelGrains.Sdk;

/// <summary>A length of time with its unit.</summary>
/// <param name="N">How many.</param>
/// <param name="Unit">For example <c>business_hours</c>.</param>
public sealed record ClauseTarget(long N, string Unit);
