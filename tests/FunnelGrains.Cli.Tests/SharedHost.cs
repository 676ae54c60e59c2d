using FunnelGrains.Cli.Tests;
using FunnelGrains.Testing.Processes;

[assembly: AssemblyFixture(typeof(SharedHost))]

namespace FunnelGrains.Cli.Tests;

/// <summary>A real host for the tests that need no host of their own; each has leads of its own.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    public HostProcess Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await HostProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
    }
}
