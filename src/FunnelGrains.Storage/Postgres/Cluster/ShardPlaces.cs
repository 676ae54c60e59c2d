using Npgsql;

namespace FunnelGrains.Storage.Postgres.Cluster;

/// <summary>
/// Where each shard of the cluster is. It decides nothing that must not go wrong (the journal's claims do that); it spares callers the search. What it says of silos that died is for
/// its reader to judge.
/// </summary>
public sealed class ShardPlaces
{
    // A row that was put there after the statement began is in the way and yet not seen: then it comes back empty.
    private const string PutStatement =
        """
        WITH mine AS (
            INSERT INTO shard_places AS there (shard, silo, activation, membership) VALUES ($1, $2, $3, $4)
            ON CONFLICT (shard) DO UPDATE SET silo = EXCLUDED.silo, activation = EXCLUDED.activation, membership = EXCLUDED.membership
            WHERE there.activation = $5 AND there.silo = $6
            RETURNING silo, activation, membership)
        SELECT silo, activation, membership FROM mine
        UNION ALL
        SELECT silo, activation, membership FROM shard_places WHERE shard = $1 AND NOT EXISTS (SELECT FROM mine)
        """;

    private const string FindStatement = "SELECT silo, activation, membership FROM shard_places WHERE shard = $1";
    private const string RemoveStatement = "DELETE FROM shard_places WHERE shard = $1 AND silo = $2 AND activation = $3";
    private const string RemoveSilosStatement = "DELETE FROM shard_places WHERE silo = ANY ($1)";

    private readonly NpgsqlDataSource source;

    internal ShardPlaces(NpgsqlDataSource source) => this.source = source;

    /// <summary>Puts a place in, unless there is another than <paramref name="instead"/>.</summary>
    /// <param name="place">The new place.</param>
    /// <param name="instead">The one that it takes the place of; null when there is to be none.</param>
    /// <returns>The place that is there now.</returns>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<ShardPlace> PutAsync(ShardPlace place, ShardPlace? instead = null)
    {
        while (true)
        {
            await using var command = Command(PutStatement, place.Shard, place.Silo, place.Activation);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = place.Membership });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = instead?.Activation ?? "" });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = instead?.Silo ?? "" });
            if (await ReadAsync(command, place.Shard).ConfigureAwait(false) is { } there) return there;
        }
    }

    /// <summary>Where the shard is; null when it is nowhere.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<ShardPlace?> FindAsync(string shard)
    {
        await using var command = Command(FindStatement, shard);
        return await ReadAsync(command, shard).ConfigureAwait(false);
    }

    /// <summary>All places, in no order.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<IReadOnlyList<ShardPlace>> AllAsync()
    {
        await using var command = source.CreateCommand("SELECT shard, silo, activation, membership FROM shard_places");
        await using var rows = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var places = new List<ShardPlace>();
        while (await rows.ReadAsync().ConfigureAwait(false)) places.Add(new ShardPlace(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt64(3)));
        return places;
    }

    /// <summary>Takes exactly this place out; another of the same shard stays.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task RemoveAsync(ShardPlace place)
    {
        await using var command = Command(RemoveStatement, place.Shard, place.Silo, place.Activation);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    /// <summary>Takes out all that these silos had.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task RemoveSilosAsync(string[] silos)
    {
        await using var command = source.CreateCommand(RemoveSilosStatement);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = silos });
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private NpgsqlCommand Command(string statement, params ReadOnlySpan<string> values)
    {
        var command = source.CreateCommand(statement);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        return command;
    }

    private static async Task<ShardPlace?> ReadAsync(NpgsqlCommand command, string shard)
    {
        await using var rows = await command.ExecuteReaderAsync().ConfigureAwait(false);
        return await rows.ReadAsync().ConfigureAwait(false) ? new ShardPlace(shard, rows.GetString(0), rows.GetString(1), rows.GetInt64(2)) : null;
    }
}
