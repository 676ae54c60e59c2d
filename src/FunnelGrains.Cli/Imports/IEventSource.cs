namespace FunnelGrains.Cli.Imports;

/// <summary>An input as a stream of events; the same input always gives the same items in the same order.</summary>
internal interface IEventSource
{
    /// <exception cref="CliException">The input as a whole cannot be read, for example because a column is missing.</exception>
    IAsyncEnumerable<SourceItem> ReadAsync(CancellationToken cancellationToken);
}
