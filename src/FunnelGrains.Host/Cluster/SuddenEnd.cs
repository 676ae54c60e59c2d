namespace FunnelGrains.Host.Cluster;

/// <summary>
/// Ends the process of a silo that the others have declared dead, at once. Orleans' own waits two seconds for the log first, in which web nodes still send to a silo that answers nobody.
/// </summary>
internal sealed partial class SuddenEnd(ILogger<SuddenEnd> logger) : IFatalErrorHandler
{
    // The console's writer has a thread of its own.
    private static readonly TimeSpan ForTheLog = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) => true;

    /// <inheritdoc/>
    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        LogEnds(logger, exception, sender?.ToString(), context);
        using var never = new ManualResetEventSlim();
        never.Wait(ForTheLog);
        Environment.FailFast($"{sender}: {context}", exception);
    }

    [LoggerMessage(LogLevel.Critical, "The silo ends at once: {Sender} says {Context}")]
    private static partial void LogEnds(ILogger logger, Exception? why, string? sender, string? context);
}
