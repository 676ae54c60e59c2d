using System.Data.Common;
using FunnelGrains.Storage.Postgres.Engine;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Cluster;

/// <summary>What the nodes of a cluster share besides the journal: who is in it, where its shards are, the keys that protect cookies, and the time.</summary>
public sealed class PostgresCluster : IDisposable
{
    private readonly Sources sources;

    private PostgresCluster(Sources sources) => (this.sources, Places) = (sources, new ShardPlaces(sources.Cluster));

    /// <summary>Connections for Orleans' AdoNet clustering (with <see cref="PostgresStorage.GrainsInvariant"/>).</summary>
    public DbDataSource Members => sources.Cluster;

    /// <summary>Where the shards are.</summary>
    public ShardPlaces Places { get; }

    /// <summary>Opens it; a new database gets its tables.</summary>
    /// <param name="connectionString">As for <see cref="PostgresStorage.Open"/>.</param>
    /// <param name="loggers">Where it tells what it does.</param>
    /// <param name="time">The clock, for the record of schema changes.</param>
    /// <exception cref="StorageStartException">As for <see cref="PostgresStorage.Open"/>.</exception>
    public static PostgresCluster Open(string connectionString, ILoggerFactory loggers, TimeProvider time)
    {
        var options = new PostgresOptions();
        var sources = PostgresStorage.SourcesOf(connectionString, options);
        try
        {
            PostgresStorage.Prepare(sources.Setup, options, loggers.CreateLogger<PostgresCluster>(), time);
            return new PostgresCluster(sources);
        }
        catch
        {
            sources.Dispose();
            throw;
        }
    }

    /// <summary>The documents of the key ring.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public IReadOnlyList<string> ReadKeys()
    {
        using var command = sources.Cluster.CreateCommand("SELECT document FROM key_ring ORDER BY name");
        using var rows = command.ExecuteReader();
        var documents = new List<string>();
        while (rows.Read()) documents.Add(rows.GetString(0));
        return documents;
    }

    /// <summary>Adds a document; one of that name that is there stays.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public void AddKey(string name, string document)
    {
        using var command = sources.Cluster.CreateCommand("INSERT INTO key_ring (name, document) VALUES ($1, $2) ON CONFLICT DO NOTHING");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = document });
        command.ExecuteNonQuery();
    }

    /// <summary>The database's time.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<Instant> ReadTimeAsync(CancellationToken cancel)
    {
        await using var command = sources.Cluster.CreateCommand("SELECT clock_timestamp()");
        return Instant.FromDateTimeUtc((DateTime)(await command.ExecuteScalarAsync(cancel).ConfigureAwait(false))!);
    }

    /// <inheritdoc/>
    public void Dispose() => sources.Dispose();
}
