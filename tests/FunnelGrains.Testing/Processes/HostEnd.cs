namespace FunnelGrains.Testing.Processes;

/// <summary>How a host ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">The lines of its standard output.</param>
/// <param name="Errors">The lines of its standard error.</param>
public sealed record HostEnd(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors);
