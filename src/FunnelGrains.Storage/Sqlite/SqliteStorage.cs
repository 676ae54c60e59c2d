using System.Data.Common;
using System.Globalization;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Desk;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Notices;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Schema;
using FunnelGrains.Storage.Sqlite.Desk;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Sqlite.Journal;
using FunnelGrains.Storage.Sqlite.Notices;
using FunnelGrains.Storage.Sqlite.ReadModel;
using FunnelGrains.Storage.Sqlite.Schema;
using FunnelGrains.Storage.Sqlite.Workspaces;
using FunnelGrains.Storage.Workspaces;
using Microsoft.Extensions.Logging;

namespace FunnelGrains.Storage.Sqlite;

/// <summary>
/// The embedded storage: four files in one folder, so that no writer waits for another: <c>journal.db</c>, <c>read.db</c>, <c>grains.db</c> and <c>notices.db</c>; archived rows of
/// the journal in <c>archive</c> beside them. One process at a time; closing writes what waits.
/// </summary>
public sealed partial class SqliteStorage : IStorage
{
    /// <summary>The ADO.NET invariant by which Orleans knows SQLite (it loads Microsoft.Data.Sqlite for it).</summary>
    public const string GrainsInvariant = "System.Data.SQLite";

    /// <summary>
    /// The events of a batch belong to leads all over the index, and each of them puts a whole page of it into the log: with small pages a batch of
    /// 100 is twice as fast as with SQLite's usual 4,096 bytes; reading a lead's history costs a tenth more.
    /// </summary>
    private const int JournalPage = 1_024;

    private const int Page = 4_096;

    private readonly List<IDisposable> parts = [];
    private readonly Access access;
    private readonly WalKeeper wal;
    private readonly SqliteJournal journalInParts;

    private SqliteStorage(string folder, SqliteOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        var log = loggers.CreateLogger<SqliteStorage>();
        try
        {
            parts.Add(FolderLock.Take(folder));
            var journal = Prepare(folder, "journal", JournalPage, log, time);
            var read = Prepare(folder, "read", Page, log, time);
            var grains = Prepare(folder, "grains", Page, log, time);
            var notices = Prepare(folder, "notices", Page, log, time);
            wal = Own(new WalKeeper(journal, options, loggers.CreateLogger<WalKeeper>()));
            access = new Access(
                Own(new WriteLoop(
                    "journal writer", () => JournalConnection.Open(journal, options), options.MaxRowsACommit, wal, loggers.CreateLogger<WriteLoop>(), Measure)),
                Own(new ReaderPool(journal, options.Readers, options.BusyTimeout)), JournalFailures.Wrap);
            journalInParts = new SqliteJournal(access, options.RowsNotedAtOnce, ArchiveOf(folder));
            Workspaces = new SqliteWorkspaces(access);
            Desk = new SqliteDesk(access);
            ReadModel = new SqliteReadModel(new Access(
                Own(new WriteLoop("read model writer", () => OpenReadModel(read, options), 1, null, loggers.CreateLogger<WriteLoop>())),
                Own(new ReaderPool(read, options.Readers, options.BusyTimeout)), SqliteReadModel.Wrap));
            Notices = new SqliteNotices(
                new Access(
                    Own(new WriteLoop("notices writer", () => OpenNotices(notices, options), options.MaxRowsACommit, null, loggers.CreateLogger<WriteLoop>())),
                    Own(new ReaderPool(notices, options.Readers, options.BusyTimeout)), SqliteNotices.Wrap),
                access);
            Grains = Own(new GrainsDataSource(grains.Path, options.BusyTimeout));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The journal.</summary>
    public IJournal Journal => journalInParts;

    /// <summary>The part of the journal that is in its table.</summary>
    internal IJournalTable JournalTable => journalInParts.Table;

    /// <summary>The read model.</summary>
    public IReadModel ReadModel { get; }

    /// <summary>The workspaces.</summary>
    public IWorkspaces Workspaces { get; }

    /// <summary>The messages that go out.</summary>
    public INotices Notices { get; }

    /// <summary>What people did about breaches.</summary>
    public IDesk Desk { get; }

    /// <summary>Connections for Orleans' AdoNet grain storage (its option <c>DataSource</c>, with <see cref="GrainsInvariant"/>).</summary>
    public DbDataSource Grains { get; }

    /// <inheritdoc/>
    string IStorage.GrainsInvariant => GrainsInvariant;

    /// <summary>Opens the storage; a new folder gets its files.</summary>
    /// <param name="dataFolder">The folder; created if it is not there.</param>
    /// <param name="loggers">Where it tells what it does.</param>
    /// <param name="time">The clock, for the record of schema changes.</param>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <exception cref="StorageStartException">
    /// The folder is taken or cannot be written, a file is damaged, foreign, locked, or of a newer schema, or the SQLite library is too old.
    /// </exception>
    public static SqliteStorage Open(string dataFolder, ILoggerFactory loggers, TimeProvider time, SqliteOptions? options = null)
    {
        SqliteLibrary.Require(SqliteLibrary.Load());
        try
        {
            return new SqliteStorage(Path.GetFullPath(dataFolder), options ?? new SqliteOptions(), loggers, time);
        }
        catch (SqliteFailure failure)
        {
            throw new StorageStartException($"The storage in {dataFolder} cannot be opened: {failure.Message}.", failure);
        }
    }

    /// <summary>Reads settings back on the journal's own writing connection, behind what waits there: it answers only while the journal can be written.</summary>
    /// <exception cref="JournalUnavailableException">It cannot.</exception>
    public Task<SqliteHealth> ReadHealthAsync() => access.WriteAsync(db => new SqliteHealth(
        SqliteLibrary.Load().ToString(), db.ReadText("PRAGMA journal_mode"), (int)db.ReadLong("PRAGMA synchronous"), wal.WalBytes));

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var i = parts.Count - 1; i >= 0; i--) parts[i].Dispose();
        parts.Clear();
    }

    /// <summary>Where a data folder's archived rows are.</summary>
    internal static ArchiveFolder ArchiveOf(string dataFolder) => new(Path.Combine(dataFolder, "archive"));

    private static void Measure(IReadOnlyList<WriteWork> works, long began, Exception? why)
    {
        var rows = 0;
        for (var i = 0; i < works.Count; i++)
            if (works[i] is AppendWork append) rows += append.Rows;
        JournalMetrics.Tried(rows, began, why);
    }

    private static SqliteFile Prepare(string folder, string kind, int pageSize, ILogger log, TimeProvider time)
    {
        var file = new SqliteFile(Path.Combine(folder, $"{kind}.db"), kind, pageSize);
        var (before, after) = SchemaUpgrade.Apply(file, SchemaScripts.Of("sqlite", kind), time);
        if (before != after) LogSchema(log, file.Path, before, after);
        return file;
    }

    private static SqliteDb OpenReadModel(SqliteFile file, SqliteOptions options)
    {
        var db = SqliteDb.Open(file.Path, SqliteAccess.Write, options.BusyTimeout);
        db.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32768; PRAGMA journal_size_limit={options.CheckpointBytes}; PRAGMA wal_autocheckpoint=4000"));
        return db;
    }

    private static SqliteDb OpenNotices(SqliteFile file, SqliteOptions options)
    {
        var db = SqliteDb.Open(file.Path, SqliteAccess.Write, options.BusyTimeout);
        db.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA synchronous=FULL; PRAGMA journal_size_limit={options.CheckpointBytes}"));
        return db;
    }

    private T Own<T>(T part)
        where T : IDisposable
    {
        parts.Add(part);
        return part;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Path}: schema {Before} -> {After}")]
    private static partial void LogSchema(ILogger log, string path, long before, long after);
}
