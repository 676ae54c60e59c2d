using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Workspaces;

namespace FunnelGrains.Storage.Tests;

/// <summary>A storage engine with nothing in it, of one test.</summary>
public abstract class TestStorage : IAsyncDisposable
{
    public abstract IStorage Storage { get; }

    public IJournal Journal => Storage.Journal;

    public IReadModel ReadModel => Storage.ReadModel;

    public IWorkspaces Workspaces => Storage.Workspaces;

    /// <summary>The rows that are still in the journal's table.</summary>
    internal abstract IJournalTable Table { get; }

    /// <summary>The folder of archived rows.</summary>
    internal abstract ArchiveFolder Archive { get; }

    /// <summary>Closes the storage and opens it again on the same data.</summary>
    public abstract Task ReopenAsync();

    public abstract ValueTask DisposeAsync();
}
