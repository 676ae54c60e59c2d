using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace FunnelGrains.Storage.Postgres.Engine;

/// <summary>Values of a statement, each with its type, so that a NULL has one too. Instants are whole unix milliseconds.</summary>
internal static class Value
{
    public static NpgsqlParameter Of(string? text) => new NpgsqlParameter<string?> { TypedValue = PostgresText.Write(text), NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Of(long number) => new NpgsqlParameter<long> { TypedValue = number };

    public static NpgsqlParameter Of(int number) => new NpgsqlParameter<int> { TypedValue = number };

    public static NpgsqlParameter Of(bool yes) => new NpgsqlParameter<bool> { TypedValue = yes };

    public static NpgsqlParameter Of(Instant instant) => Of(instant.ToUnixTimeMilliseconds());

    public static NpgsqlParameter Of(Instant? instant) =>
        new() { Value = instant is { } at ? at.ToUnixTimeMilliseconds() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };

    public static NpgsqlParameter Texts(IEnumerable<string?> texts) => Array(texts.Select(PostgresText.Write), NpgsqlDbType.Text);

    public static NpgsqlParameter Longs(IEnumerable<long> numbers) => Array(numbers, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Ints(IEnumerable<int> numbers) => Array(numbers, NpgsqlDbType.Integer);

    public static NpgsqlParameter Bools(IEnumerable<bool> all) => Array(all, NpgsqlDbType.Boolean);

    public static NpgsqlParameter Instants(IEnumerable<Instant> instants) => Longs(instants.Select(instant => instant.ToUnixTimeMilliseconds()));

    public static NpgsqlParameter Instants(IEnumerable<Instant?> instants) => Array(instants.Select(instant => instant?.ToUnixTimeMilliseconds()), NpgsqlDbType.Bigint);

    private static NpgsqlParameter<T[]> Array<T>(IEnumerable<T> items, NpgsqlDbType type) => new() { TypedValue = [.. items], NpgsqlDbType = NpgsqlDbType.Array | type };
}
