using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FunnelGrains.Domain.Leads;
using NodaTime;
using NodaTime.Text;
using Orleans;

namespace FunnelGrains.Domain.Notices;

/// <summary>Something that is told to who asked for it. It bears no personal data: a lead's id at most.</summary>
/// <param name="Id">The same whenever it is told; for a row of the system's own its event id.</param>
/// <param name="Type">For example <c>sla.breached</c>.</param>
/// <param name="Lead">The lead; null for what is of none.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Data">A JSON object: what else there is to say, as the journal has it (<c>clause</c>, <c>due</c>, <c>owner</c>, <c>team</c> …).</param>
[GenerateSerializer, Immutable, Alias("fg.announcement")]
public sealed record Announcement(string Id, string Type, string? Lead, Instant At, string Data)
{
    /// <summary>Wins that were received longer after they happened are old data, which is told to nobody.</summary>
    private static readonly Duration Fresh = Duration.FromHours(24);

    /// <summary>What a row of the journal announces: every <c>sla.</c> row, and a win that happened lately.</summary>
    /// <returns>Null for a row that announces nothing.</returns>
    public static Announcement? Of(JournalRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var e = row.Event;
        var type = e.Data is Unreadable raw ? raw.Type : e.Type.Name();
        if (type.StartsWith("sla.", StringComparison.Ordinal)) return new Announcement(e.Id, type, row.Lead, e.ReceivedAt, EventDataCodec.Write(e.Data));
        // Senders choose their ids, which are known for their lead only.
        return e.Data is DealWon won && e.ReceivedAt - e.OccurredAt <= Fresh
            ? new Announcement(WinId(row.Lead, e.Id), type, row.Lead, e.ReceivedAt, EventDataCodec.Write(won)) : null;
    }

    /// <summary>Key of the escalation's step that it tells of; null for anything else.</summary>
    public string? Step => Type == NoticeTypes.Warned ? Text("step") : null;

    /// <summary>When what it tells of came to be; when that was recorded, where it does not say.</summary>
    public Instant Came => Text("at") is { } at && InstantPattern.ExtendedIso.Parse(at) is { Success: true, Value: var came } ? came : At;

    private static string WinId(string lead, string id) =>
        "won_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{lead}\n{id}")).AsSpan(0, 12));

    /// <summary>A text of <see cref="Data"/>; null where it has none of that name.</summary>
    public string? Text(string name) => Read(name, value => value.ValueKind == JsonValueKind.String ? value.GetString() : null);

    /// <summary>A number of <see cref="Data"/> as it is written there; null where it has none of that name.</summary>
    public string? Number(string name) => Read(name, value => value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null);

    private string? Read(string name, Func<JsonElement, string?> read)
    {
        try
        {
            using var data = JsonDocument.Parse(Data);
            return data.RootElement.ValueKind == JsonValueKind.Object && data.RootElement.TryGetProperty(name, out var value) ? read(value) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
