namespace FunnelGrains.Cli;

/// <summary>Ends the command with exit code 1; the message is the one line that the user sees.</summary>
internal sealed class CliException(string message) : Exception(message);
