using System.Collections.Concurrent;
using FunnelGrains.Cluster.Tests.Crash;
using NodaTime;
using Npgsql;

namespace FunnelGrains.Cluster.Tests.Clocks;

/// <summary>The database's clock, and the journal as it stood at times by that clock.</summary>
internal sealed class DatabaseClock(string database) : IAsyncDisposable
{
    private const string Rows = "SELECT lead_id, event_id, type, occurred_at, received_at, data, clock_timestamp() FROM journal WHERE ";

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(database);
    private readonly ConcurrentDictionary<string, Instant> seen = new(StringComparer.Ordinal);

    /// <summary>The announced breaches by their ids, each with the time at which it was in the journal for certain: it was written then or before.</summary>
    public IReadOnlyDictionary<string, Instant> Seen => seen;

    /// <summary>Its time now.</summary>
    public async Task<Instant> NowAsync(CancellationToken cancel)
    {
        await using var command = source.CreateCommand("SELECT clock_timestamp()");
        return Instant.FromDateTimeUtc((DateTime)(await command.ExecuteScalarAsync(cancel))!);
    }

    /// <summary>The posted events of the journal.</summary>
    public Task<List<WitnessedRow>> EventsAsync(CancellationToken cancel) => ReadAsync("type LIKE 'lead.%'", null, cancel);

    /// <summary>The announcements of the journal; those that are new are <see cref="Seen"/> from now on.</summary>
    public Task<List<WitnessedRow>> AnnouncedAsync(CancellationToken cancel) =>
        ReadAsync($"type = '{WitnessedRow.Breached}'", (id, at) => seen.TryAdd(id, at), cancel);

    /// <summary>Looks at the announcements again and again, until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken until)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            while (await tick.WaitForNextTickAsync(until)) await AnnouncedAsync(until);
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            // Enough was seen.
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<List<WitnessedRow>> ReadAsync(string which, Action<string, Instant>? see, CancellationToken cancel)
    {
        await using var select = source.CreateCommand(Rows + which);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var rows = new List<WitnessedRow>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(new WitnessedRow(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), Instant.FromUnixTimeMilliseconds(reader.GetInt64(3)),
                Instant.FromUnixTimeMilliseconds(reader.GetInt64(4)), reader.GetString(5)));
            see?.Invoke(rows[^1].Id, Instant.FromDateTimeUtc(reader.GetDateTime(6)));
        }
        return rows;
    }
}
