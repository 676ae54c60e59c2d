using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Cli.Ids;
using FunnelGrains.Cli.Times;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Ndjson;

/// <summary>Reads one line of NDJSON as an event of the API's form.</summary>
internal static class EventLine
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <returns>Null for a bad line; then <paramref name="reason"/> says why.</returns>
    public static FunnelEvent? Read(ReadOnlyMemory<byte> line, out string? reason)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            var e = Read(document.RootElement, out reason);
            return e is { Id: null } ? e.WithId(ContentId.Of(e)) : e;
        }
        catch (JsonException wrong)
        {
            reason = string.Create(CultureInfo.InvariantCulture, $"is not JSON, at column {(wrong.BytePositionInLine ?? 0) + 1}");
            return null;
        }
        catch (InvalidOperationException)
        {
            reason = "has text that is not valid Unicode";
            return null;
        }
    }

    private static FunnelEvent? Read(JsonElement root, out string? reason)
    {
        reason = root.ValueKind == JsonValueKind.Object ? Unknown(root) : "is not a JSON object";
        if (reason is not null)
            return null;
        var fields = new Fields(root);
        var e = new FunnelEvent
        {
            Id = fields.Text("id"),
            Type = fields.Needed("type"),
            Lead = fields.Needed("lead"),
            OccurredAt = fields.Time("occurredAt"),
            Actor = fields.Text("actor"),
            Data = fields.Object("data"),
            Personal = fields.Object("personal"),
        };
        reason = fields.Fault ?? (e is { OccurredAt: null, Id: null }
            ? "occurredAt is missing; without it and without an id the line would count again each time it is imported"
            : null);
        return reason is null ? e : null;
    }

    private static string? Unknown(JsonElement root)
    {
        foreach (var field in root.EnumerateObject())
            if (field.Name is not ("id" or "type" or "lead" or "occurredAt" or "actor" or "data" or "personal"))
                return $"has a field '{field.Name}' that an event does not have";
        return null;
    }

    /// <summary>Reads fields and keeps the first fault.</summary>
    private sealed class Fields(JsonElement root)
    {
        public string? Fault { get; private set; }

        public string? Text(string name) => Value(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } value => value.GetString(),
            _ => Wrong<string>($"{name} is not a text"),
        };

        public string Needed(string name) =>
            Text(name) is { Length: > 0 } text ? text : Wrong<string>($"{name} is missing") ?? "";

        public DateTimeOffset? Time(string name)
        {
            if (Text(name) is not { } text)
                return null;
            if (TimeReader.ReadIso(text) is { } time)
                return time;
            Wrong<string>($"{name} is not an ISO 8601 time with an offset, such as 2026-11-02T09:15:00-03:00");
            return null;
        }

        public JsonObject? Object(string name) => Value(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Object } value => JsonObject.Create(value.Clone()),
            _ => Wrong<JsonObject>($"{name} is not an object"),
        };

        private JsonElement? Value(string name) =>
            root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

        private T? Wrong<T>(string fault)
            where T : class
        {
            Fault ??= fault;
            return null;
        }
    }
}
