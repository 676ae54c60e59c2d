using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Workspaces;

namespace FunnelGrains.Storage.Tests;

/// <summary>A storage engine with nothing in it, of one test.</summary>
public abstract class TestStorage : IAsyncDisposable
{
    public abstract IJournal Journal { get; }

    public abstract IReadModel ReadModel { get; }

    public abstract IWorkspaces Workspaces { get; }

    /// <summary>Closes the storage and opens it again on the same data.</summary>
    public abstract Task ReopenAsync();

    public abstract ValueTask DisposeAsync();
}
