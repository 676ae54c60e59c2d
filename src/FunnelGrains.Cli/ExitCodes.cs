namespace FunnelGrains.Cli;

internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Wrong usage, unreadable input, or no connection; one line on stderr says what.</summary>
    public const int Failed = 1;

    /// <summary>Done, but rows were bad, events were refused or differ, or the audit found differences.</summary>
    public const int Differs = 2;

    /// <summary>128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
