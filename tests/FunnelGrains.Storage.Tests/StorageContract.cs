using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Workspaces;

namespace FunnelGrains.Storage.Tests;

/// <summary>What every engine's tests share: a fresh storage for each test.</summary>
public abstract class StorageContract : IAsyncLifetime
{
    private TestStorage? storage;

    protected static ShardKey Shard { get; } = new("acme", 1);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected TestStorage Storage => storage!;

    protected IJournal Journal => Storage.Journal;

    protected IReadModel ReadModel => Storage.ReadModel;

    protected IWorkspaces Workspaces => Storage.Workspaces;

    public async ValueTask InitializeAsync() => storage = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (storage is not null) await storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<TestStorage> OpenAsync();
}
