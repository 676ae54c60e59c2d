namespace FunnelGrains.Cli;

/// <summary>What a command has of the process around it.</summary>
internal sealed record CliHost
{
    /// <summary>Results only.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress, bad rows, and the one line of a failure.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal that can show a progress bar.</summary>
    public bool Terminal { get; init; }

    public Func<Stream> Input { get; init; } = Console.OpenStandardInput;

    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Cancelled when the user asks to stop; the work in flight is finished.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>How long what is in flight may take after <see cref="Stop"/>.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    public static CliHost OfProcess(CancellationToken stop) => new()
    {
        Out = StandardOutput.Open(),
        Error = Console.Error,
        Terminal = !Console.IsErrorRedirected && System.Environment.GetEnvironmentVariable("TERM") != "dumb",
        Stop = stop,
    };
}
