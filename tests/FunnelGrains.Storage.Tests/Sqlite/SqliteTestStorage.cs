using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunnelGrains.Storage.Tests.Sqlite;

/// <summary>The embedded storage in a folder of its own, which goes with it.</summary>
public sealed class SqliteTestStorage : TestStorage
{
    private readonly TestFolder folder = new();
    private readonly SqliteOptions? options;
    private SqliteStorage storage;

    public SqliteTestStorage(SqliteOptions? options = null)
    {
        this.options = options;
        storage = Open();
    }

    public string Folder => folder.Path;

    public override SqliteStorage Storage => storage;

    internal override IJournalTable Table => storage.JournalTable;

    internal override ArchiveFolder Archive => SqliteStorage.ArchiveOf(folder.Path);

    public string File(string name) => System.IO.Path.Combine(folder.Path, name);

    public override Task ReopenAsync()
    {
        storage.Dispose();
        storage = Open();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        storage.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private SqliteStorage Open() => SqliteStorage.Open(folder.Path, NullLoggerFactory.Instance, TimeProvider.System, options);
}
