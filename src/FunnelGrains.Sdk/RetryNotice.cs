namespace FunnelGrains.Sdk;

/// <summary>A request is about to be repeated.</summary>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Wait">How long it waits first.</param>
public sealed record RetryNotice(string Reason, TimeSpan Wait);
