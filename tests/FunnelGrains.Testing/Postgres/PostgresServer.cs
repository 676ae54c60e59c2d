using System.Diagnostics;
using System.Globalization;
using FunnelGrains.Testing.Processes;
using Npgsql;

namespace FunnelGrains.Testing.Postgres;

/// <summary>
/// A PostgreSQL of the tests' own on a loopback port, in a temporary folder. It ends with its owner, however that ends: a guard process reads from a pipe that the
/// operating system closes. Its databases sort texts as Brazilians do where the server can, so that nothing rests on the order of bytes by chance.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Owner = "funnel";
    private static int databases;

    private readonly string folder;
    private readonly Process guard;
    private readonly string settings;

    private PostgresServer(string folder, int port, bool durable)
    {
        (this.folder, Port) = (folder, port);
        settings = string.Create(
            CultureInfo.InvariantCulture,
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=400 -c fsync={(durable ? "on" : "off")} -c shared_buffers=256MB -c max_wal_size=2GB");
        guard = PostgresCommand.Start(folder, input: true, "sh", "-c", $"trap '' HUP INT TERM; cat > /dev/null; {PgCtl} -m immediate stop > /dev/null 2>&1; rm -rf '{folder}'");
    }

    /// <summary>The loopback port.</summary>
    public int Port { get; }

    /// <summary>The processes of the server that runs now, the one that starts the others first (Linux).</summary>
    public IReadOnlyList<int> ProcessIds
    {
        get
        {
            var first = int.Parse(File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
            var others = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{first}/task/{first}/children"));
            return [first, .. others.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        }
    }

    private static string PgCtl => $"'{PostgresBinaries.Of("pg_ctl")}' -D data -w -t 60";

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="durable">Whether commits wait for the disk, as in earnest; tests that do not cut the power need not wait.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async Task<PostgresServer> CreateAsync(bool durable, CancellationToken cancel)
    {
        var server = new PostgresServer(await PostgresCommand.CreateFolderAsync(cancel), FreePort.Next(), durable);
        try
        {
            var make = $"'{PostgresBinaries.Of("initdb")}' -D data -U {Owner} -A trust -E UTF8 --no-sync";
            await PostgresCommand.ShellAsync(
                server.folder, $"{make} --locale-provider=icu --icu-locale=pt-BR --locale=C.UTF-8 || {{ rm -rf data; {make} --locale=C.UTF-8; }}", cancel);
            await server.StartAsync(cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, also again after <see cref="StopAsync"/>; it answers when this returns.</summary>
    public Task StartAsync(CancellationToken cancel) => PostgresCommand.ShellAsync(folder, $"{PgCtl} -l server.log -o '{settings}' start", cancel);

    /// <summary>Stops it at once, as a crash would: sessions are cut off, and the next start recovers.</summary>
    public Task StopAsync(CancellationToken cancel) => PostgresCommand.ShellAsync(folder, $"{PgCtl} -m immediate stop", cancel);

    /// <summary>Makes an empty database.</summary>
    /// <param name="cancel">Ends the waiting.</param>
    /// <param name="with">More of CREATE DATABASE.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancel, string with = "")
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref databases)}");
        await ExecuteAsync($"CREATE DATABASE {name} {with}", cancel);
        return ConnectionString(name);
    }

    /// <summary>Takes a database away, with whoever is connected to it.</summary>
    public Task DropDatabaseAsync(string connectionString, CancellationToken cancel) =>
        ExecuteAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)", cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        guard.StandardInput.Close();
        await guard.WaitForExitAsync();
        guard.Dispose();
    }

    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = Port, Database = database, Username = Owner }.ConnectionString;

    private async Task ExecuteAsync(string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
