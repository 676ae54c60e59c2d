using System.Buffers.Text;
using System.Text.Json;
using NodaTime;

namespace FunnelGrains.Storage.ReadModel;

/// <summary>A running clock's place among all: the earliest due first, then by lead, clause and start event. Where a page of them ended; outside it is an opaque text.</summary>
/// <param name="Due">When it is due, whole milliseconds.</param>
/// <param name="Lead">Its lead.</param>
/// <param name="Clause">Its clause.</param>
/// <param name="StartEvent">Id of the event that started it.</param>
public sealed record ClockPlace(Instant Due, string Lead, string Clause, string StartEvent)
{
    /// <summary>The place of a row.</summary>
    public static ClockPlace Of(RunningRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new ClockPlace(row.Clock.Due!.Value, row.Lead, row.Clock.Clause, row.Clock.StartEvent);
    }

    /// <summary>The opaque text.</summary>
    public string Write() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<object[]>([Due.ToUnixTimeMilliseconds(), Lead, Clause, StartEvent]));

    /// <summary>Reads the opaque text; null for none, and for one that is not ours.</summary>
    public static ClockPlace? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || !Base64Url.IsValid(text)) return null;
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            if (json.RootElement.ValueKind != JsonValueKind.Array || json.RootElement.GetArrayLength() != 4) return null;
            var parts = json.RootElement.EnumerateArray().ToArray();
            return parts[0].ValueKind == JsonValueKind.Number && parts[0].TryGetInt64(out var due) && parts.Skip(1).All(part => part.ValueKind == JsonValueKind.String)
                && due >= Instant.MinValue.ToUnixTimeMilliseconds() && due <= Instant.MaxValue.ToUnixTimeMilliseconds()
                ? new ClockPlace(Instant.FromUnixTimeMilliseconds(due), parts[1].GetString()!, parts[2].GetString()!, parts[3].GetString()!) : null;
        }
        catch (Exception foreign) when (foreign is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
