using System.Data.Common;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Desk;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.Notices;
using FunnelGrains.Storage.Postgres.Desk;
using FunnelGrains.Storage.Postgres.Engine;
using FunnelGrains.Storage.Postgres.Journal;
using FunnelGrains.Storage.Postgres.Notices;
using FunnelGrains.Storage.Postgres.ReadModel;
using FunnelGrains.Storage.Postgres.Schema;
using FunnelGrains.Storage.Postgres.Workspaces;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Workspaces;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FunnelGrains.Storage.Postgres;

/// <summary>
/// The storage of a cluster: one PostgreSQL database that any number of processes share. Claims decide who owns a shard. Connections are direct ones: a pooler
/// that shares sessions between clients takes away prepared statements and the settings on which durability rests.
/// </summary>
public sealed partial class PostgresStorage : IStorage
{
    /// <summary>The ADO.NET invariant by which Orleans knows PostgreSQL; for grain storage and for clustering.</summary>
    public const string GrainsInvariant = "Npgsql";

    private readonly Sources sources;
    private readonly AppendLane[] lanes;
    private readonly Access access;
    private readonly PostgresJournal journalInParts;

    private PostgresStorage(Sources sources, PostgresOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        this.sources = sources;
        var takeover = new Takeover(sources.Claims, sources.Watch, options.LockTimeout, time, loggers.CreateLogger<Takeover>());
        var log = loggers.CreateLogger<AppendLane>();
        lanes = [.. Enumerable.Range(0, options.Lanes).Select(_ => new AppendLane(sources.Lanes, options.MaxRowsACommit, options.AskAfterIdle, log))];
        access = new Access(sources.Reads, sources.Claims, takeover, JournalFailures.Wrap);
        var notes = new Access(sources.Reads, sources.Saves, takeover, JournalFailures.Wrap);
        journalInParts = new PostgresJournal(
            lanes, access, notes, options.RowsNotedAtOnce, options.ArchiveFolder is { } archive ? new ArchiveFolder(Path.GetFullPath(archive)) : null);
        Workspaces = new PostgresWorkspaces(access);
        Desk = new PostgresDesk(access);
        Notices = new PostgresNotices(new Access(
            sources.Reads, sources.Notices, takeover, why => new NoticesUnavailableException($"The messages that go out cannot be kept: {why.Message}", why)));
        ReadModel = new PostgresReadModel(new Access(sources.Reads, sources.Saves, takeover, why => new ReadModelUnavailableException($"The read model failed: {why.Message}", why)));
    }

    /// <inheritdoc/>
    public IJournal Journal => journalInParts;

    /// <summary>The part of the journal that is in its table.</summary>
    internal IJournalTable JournalTable => journalInParts.Table;

    /// <inheritdoc/>
    public IReadModel ReadModel { get; }

    /// <inheritdoc/>
    public IWorkspaces Workspaces { get; }

    /// <inheritdoc/>
    public INotices Notices { get; }

    /// <inheritdoc/>
    public IDesk Desk { get; }

    /// <inheritdoc/>
    public DbDataSource Grains => sources.Grains;

    /// <inheritdoc/>
    string IStorage.GrainsInvariant => GrainsInvariant;

    /// <summary>Opens the storage; a new database gets its tables, one of an older schema what it lacks.</summary>
    /// <param name="connectionString">Of Npgsql, such as <c>Host=db;Database=funnel;Username=funnel;Password=…</c>; its user owns the tables.</param>
    /// <param name="loggers">Where it tells what it does.</param>
    /// <param name="time">The clock, for the record of schema changes and for claims that wait.</param>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <exception cref="StorageStartException">
    /// The connection string is not one, the server cannot be reached, refuses or is too old, the database is of a newer schema or holds something else, or the
    /// folder of archived rows is not there or not named.
    /// </exception>
    public static PostgresStorage Open(string connectionString, ILoggerFactory loggers, TimeProvider time, PostgresOptions? options = null)
    {
        options ??= new PostgresOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Lanes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Lanes, 8);
        var sources = SourcesOf(connectionString, options);
        try
        {
            Prepare(sources.Setup, options, loggers.CreateLogger<PostgresStorage>(), time, connection => RequireArchive(connection, options.ArchiveFolder));
            return new PostgresStorage(sources, options, loggers, time);
        }
        catch
        {
            sources.Dispose();
            throw;
        }
    }

    /// <summary>Asks the server on a session that writes: it answers only while the journal's database can be reached.</summary>
    /// <exception cref="JournalUnavailableException">It cannot.</exception>
    public Task<PostgresHealth> ReadHealthAsync() => access.WriteAsync(async db => (await db.RowsAsync(
        new("SELECT current_setting('server_version'), current_setting('synchronous_commit'), pg_is_in_recovery()"),
        row => new PostgresHealth(row.GetString(0), row.GetString(1), row.GetBoolean(2)), CancellationToken.None).ConfigureAwait(false))[0]);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var lane in lanes) lane.Dispose();
        sources.Dispose();
    }

    internal static Sources SourcesOf(string connectionString, PostgresOptions options)
    {
        try
        {
            return new Sources(connectionString, options);
        }
        catch (ArgumentException wrong)
        {
            // Its message may repeat what was given, and what was given may hold the password.
            throw new StorageStartException("The connection string for PostgreSQL is not valid: it has the form Host=…;Database=…;Username=…;Password=….", wrong);
        }
    }

    internal static void Prepare(NpgsqlDataSource setup, PostgresOptions options, ILogger log, TimeProvider time, Action<NpgsqlConnection>? check = null)
    {
        try
        {
            using var connection = setup.OpenConnection();
            PostgresServerRules.Require(connection, options.OldestServer);
            foreach (var (kind, before, after) in PostgresSchema.Apply(connection, PostgresSchema.Scripts(), time)) LogSchema(log, connection.Database, kind, before, after);
            check?.Invoke(connection);
        }
        catch (Exception failure) when (failure.IsOfTheDatabase())
        {
            var where = new NpgsqlConnectionStringBuilder(setup.ConnectionString);
            throw new StorageStartException($"The database {where.Database} on PostgreSQL at {where.Host}:{where.Port} cannot be used: {OneLine(failure)}", failure);
        }
    }

    /// <summary>The folder is not made where it is missing: what was archived there would be seen by this process alone.</summary>
    /// <exception cref="StorageStartException">Rows are archived, and this process does not know where; or the folder is not there.</exception>
    private static void RequireArchive(NpgsqlConnection connection, string? folder)
    {
        if (folder is null && ArchiveTable.IsUsed(connection))
            throw new StorageStartException($"The database {connection.Database} has archived rows: name their folder in FunnelGrains__ArchiveFolder, the same for all silos.");
        if (folder is not null && !Directory.Exists(folder))
            throw new StorageStartException($"The folder of archived rows, {folder}, is not there: is it mounted? Make it, the same for all silos, if it is new.");
    }

    internal static string OneLine(Exception failure) => (failure is PostgresException said ? said.MessageText : failure.Message).ReplaceLineEndings(" ").TrimEnd('.') + ".";

    [LoggerMessage(Level = LogLevel.Information, Message = "{Database}: {Kind} schema {Before} -> {After}")]
    private static partial void LogSchema(ILogger log, string database, string kind, long before, long after);
}
