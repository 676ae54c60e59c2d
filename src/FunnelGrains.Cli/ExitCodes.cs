namespace FunnelGrains.Cli;

internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>
    /// Unreadable input, no connection, a key that does not serve; or done, but rows were bad, events were refused or differ, or the audit found
    /// differences. Standard error says what.
    /// </summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>128 + SIGPIPE: whoever read the output has gone.</summary>
    public const int PipeClosed = 141;

    /// <summary>128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
