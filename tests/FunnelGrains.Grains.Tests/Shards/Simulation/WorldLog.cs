using Microsoft.Extensions.Logging;

namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>What shards said, to tell when a history goes wrong.</summary>
internal sealed class WorldLog : ILogger
{
    private readonly List<string> lines = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Add($"{formatter(state, exception)} {exception}");

    public override string ToString() => string.Join("\n", lines.TakeLast(5));
}
