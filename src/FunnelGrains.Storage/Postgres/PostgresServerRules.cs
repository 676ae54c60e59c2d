using Npgsql;

namespace FunnelGrains.Storage.Postgres;

/// <summary>What a server must be.</summary>
internal static class PostgresServerRules
{
    /// <summary>The oldest release that is tried; earlier ones get no corrections any more.</summary>
    public static readonly Version Oldest = new(14, 0);

    /// <exception cref="StorageStartException">The server is too old, or its database cannot hold every text.</exception>
    public static void Require(NpgsqlConnection connection, Version oldest)
    {
        if (connection.PostgreSqlVersion < oldest)
            throw new StorageStartException($"PostgreSQL {connection.PostgreSqlVersion} at {connection.Host}:{connection.Port} is too old: {oldest} or later is needed.");
        using var command = new NpgsqlCommand("SHOW server_encoding", connection);
        if (command.ExecuteScalar() is string encoding && encoding != "UTF8")
            throw new StorageStartException($"The database {connection.Database} has the encoding {encoding}: create it with the encoding UTF8.");
    }
}
