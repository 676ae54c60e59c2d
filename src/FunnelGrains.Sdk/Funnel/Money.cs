namespace FunnelGrains.Sdk;

/// <summary>An exact amount of one currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Amount">In the currency's unit.</param>
public sealed record Money(string Currency, decimal Amount);
