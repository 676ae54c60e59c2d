namespace FunnelGrains.Cli;

/// <summary>Ends the command; the message is the one line that the user sees.</summary>
/// <param name="message">One line.</param>
/// <param name="code">The exit code; 1 unless said otherwise.</param>
internal sealed class CliException(string message, int code = ExitCodes.Failed) : Exception(message)
{
    public int Code { get; } = code;

    /// <summary>The command line is wrong, whatever the files and the server hold.</summary>
    public static CliException OfUsage(string message) => new(message, ExitCodes.Usage);
}
