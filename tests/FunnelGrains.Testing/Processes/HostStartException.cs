namespace FunnelGrains.Testing.Processes;

/// <summary>A host that a test needs did not start; the message holds what it wrote.</summary>
public sealed class HostStartException(string message) : Exception(message);
