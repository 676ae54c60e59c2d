using NodaTime;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Engine;

/// <summary>How the columns of a row are read. Instants are whole unix milliseconds.</summary>
internal static class PostgresRow
{
    public static string Text(this NpgsqlDataReader row, int column) => PostgresText.Read(row.GetString(column));

    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Text(column);

    public static Instant Instant(this NpgsqlDataReader row, int column) => NodaTime.Instant.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static Instant? InstantOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Instant(column);

    /// <summary>Workspace and number of a shard in the first two columns.</summary>
    public static ShardKey Shard(this NpgsqlDataReader row) => new(row.Text(0), row.GetInt32(1));
}
