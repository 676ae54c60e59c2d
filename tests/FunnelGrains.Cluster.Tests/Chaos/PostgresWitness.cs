using System.Runtime.CompilerServices;
using FunnelGrains.Cluster.Tests.Crash;
using NodaTime;
using Npgsql;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>What stands in the database's journal, read past the program under test.</summary>
internal sealed class PostgresWitness(string database)
{
    /// <summary>How many rows announce breaches.</summary>
    public async Task<long> BreachesAsync(CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var count = source.CreateCommand("SELECT count(*) FROM journal WHERE type = 'sla.breached'");
        return (long)(await count.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>The rows of each lead, in the order in which they were taken.</summary>
    public async IAsyncEnumerable<IReadOnlyList<WitnessedRow>> LeadsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var select = source.CreateCommand(
            "SELECT lead_id, event_id, type, occurred_at, received_at, data FROM journal WHERE lead_id <> '' ORDER BY lead_id, shard, seq");
        select.CommandTimeout = 300;
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var rows = new List<WitnessedRow>();
        while (await reader.ReadAsync(cancel))
        {
            var row = new WitnessedRow(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), Instant.FromUnixTimeMilliseconds(reader.GetInt64(3)),
                Instant.FromUnixTimeMilliseconds(reader.GetInt64(4)), reader.GetString(5));
            if (rows.Count > 0 && rows[0].Lead != row.Lead)
            {
                yield return rows;
                rows = [];
            }
            rows.Add(row);
        }
        if (rows.Count > 0) yield return rows;
    }
}
