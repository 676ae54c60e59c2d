using System.Text.Json;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Cluster.Tests.Crash;

/// <summary>What stands in the journal's file, read past the program under test.</summary>
internal sealed class JournalWitness(string dataFolder)
{
    private readonly string connection = new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(dataFolder, "journal.db"),
        Mode = SqliteOpenMode.ReadOnly,
        Pooling = false,
    }.ToString();

    /// <summary>The rows of leads whose id begins so, in no order.</summary>
    public async Task<List<WitnessedRow>> ReadAsync(string leadsBeginWith, CancellationToken cancel)
    {
        await using var file = new SqliteConnection(connection);
        await file.OpenAsync(cancel);
        await using var select = file.CreateCommand();
        select.CommandText = "SELECT lead_id, event_id, type, occurred_at, received_at, data FROM journal WHERE lead_id GLOB $begin || '*'";
        select.Parameters.AddWithValue("$begin", leadsBeginWith);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var rows = new List<WitnessedRow>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), Instant.FromUnixTimeMilliseconds(reader.GetInt64(3)),
                Instant.FromUnixTimeMilliseconds(reader.GetInt64(4)), reader.GetString(5)));
        }
        return rows;
    }
}

/// <summary>A row of the journal.</summary>
internal sealed record WitnessedRow(string Lead, string Id, string Type, Instant OccurredAt, Instant ReceivedAt, string Data)
{
    public const string Breached = "sla.breached";

    /// <summary>A text field of the data; null without.</summary>
    public string? Field(string name)
    {
        using var json = JsonDocument.Parse(Data);
        return json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    /// <summary>The due instant of an announced breach.</summary>
    public Instant Due => InstantPattern.ExtendedIso.Parse(Field("due")!).GetValueOrThrow();
}
