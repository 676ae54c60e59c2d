using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Web.Ingest;

/// <summary>Turns one event's JSON into what the grains take, or says of each field what is wrong with it.</summary>
internal sealed class EventParser(AgreementBook book, Instant now, string? idempotencyKey)
{
    private static readonly Duration Ahead = Duration.FromMinutes(5);
    private static readonly Instant Earliest = Instant.FromUtc(1970, 1, 1, 0, 0);
    private static readonly FrozenSet<string> Members =
        FrozenSet.ToFrozenSet(["id", "type", "lead", "occurredAt", "actor", "data", "personal"], StringComparer.Ordinal);

    private static readonly string[] PersonalMembers = ["name", "email", "phone", "company"];

    /// <summary>Parses one event.</summary>
    /// <param name="json">A JSON value without duplicate members.</param>
    /// <param name="index">Its place in the body; goes into the id that an idempotency key makes.</param>
    /// <param name="errors">Gets what is wrong; empty when an event is returned.</param>
    public IncomingEvent? Parse(JsonElement json, int index, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("", "an event must be a JSON object"));
            return null;
        }

        foreach (var member in json.EnumerateObject())
            if (!Members.Contains(member.Name)) errors.Add(new FieldError(FieldError.Below("", member.Name), "is not a member of an event"));
        var fields = new EventFields(json, "", errors);
        var lead = Lead(json, fields);
        var type = Type(fields);
        var id = fields.Text("id", longest: 200);
        if (id?.Length == 0) fields.Add("id", "is empty");
        var actor = fields.Text("actor", longest: 200);
        var at = OccurredAt(fields);
        var personal = Personal(json, errors);
        var data = type is { } known ? Data(json, known, errors) : null;
        if (errors.Count > 0 || lead is null || data is null) return null;
        var timeGiven = at is not null;
        var occurredAt = at ?? now;
        id ??= timeGiven ? HashOf(lead, type!.Value, occurredAt, actor, data, personal)
            : idempotencyKey is { } key ? HashOf(lead, key, index)
            : Guid.CreateVersion7().ToString("N");
        return new IncomingEvent(lead, id, type!.Value, occurredAt, timeGiven, actor, data, personal);
    }

    private static string? Lead(JsonElement json, EventFields fields)
    {
        if (json.TryGetProperty("lead", out var value) && value.ValueKind == JsonValueKind.Object)
        {
            fields.Add("lead", "identifiers of a lead are not supported yet; send its id");
            return null;
        }

        var lead = fields.Text("lead", required: true, longest: 200);
        if (string.IsNullOrEmpty(lead)) return null;
        if (lead.Contains('@', StringComparison.Ordinal) || (lead[0] == '+' && lead.Length > 1 && lead.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0))
            fields.Add("lead", "looks like an e-mail address or a phone number: an id must not be personal data");
        if (lead.AsSpan().ContainsAnyInRange('\0', '\u001f')) fields.Add("lead", "has control characters");
        return lead;
    }

    private static EventType? Type(EventFields fields)
    {
        if (fields.Text("type", required: true) is not { } name) return null;
        if (EventTypes.TryParse(name, out var type) && type.IsPostable()) return type;
        fields.Add("type", name is "lead.merged" or "lead.erased" ? "is reserved and not supported yet" : "is not a type of event that may be posted");
        return null;
    }

    private Instant? OccurredAt(EventFields fields)
    {
        if (fields.Text("occurredAt") is not { } text) return null;
        var parsed = OffsetDateTimePattern.ExtendedIso.Parse(text);
        if (!parsed.Success)
        {
            fields.Add("occurredAt", "must be a date and time with an offset, such as 2026-11-02T09:15:00.000-03:00");
            return null;
        }

        var at = Instant.FromUnixTimeMilliseconds(parsed.Value.ToInstant().ToUnixTimeMilliseconds());
        if (at > now + Ahead) fields.Add("occurredAt", "is more than 5 minutes ahead of the server's time");
        if (at < Earliest) fields.Add("occurredAt", "is before 1970");
        return at;
    }

    private EventData? Data(JsonElement json, EventType type, List<FieldError> errors)
    {
        if (!json.TryGetProperty("data", out var data) || data.ValueKind == JsonValueKind.Null) data = JsonElement.Parse("{}");
        if (data.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("/data", "must be an object"));
            return null;
        }

        var fields = new EventFields(data, "/data", errors);
        return type switch
        {
            EventType.Captured => new Captured(AttributeReader.Read(data, fields)),
            EventType.Updated => new Updated(AttributeReader.Read(data, fields)),
            EventType.StageChanged => new StageChanged(Stage(fields, true) ?? "", fields.Text("reason")),
            EventType.Rejected => new Rejected(fields.Text("reason")),
            EventType.Recycled => new Recycled(fields.Text("reason"), OpenStage(fields)),
            EventType.Assigned => new Assigned(fields.Text("owner", true, 200) ?? "", fields.Text("team", longest: 200)),
            EventType.Touched => new Touched(fields.Text("channel", true, 200) ?? "", fields.Text("outcome"), fields.Flag("automated")),
            EventType.DealWon => new DealWon(fields.Amount("amount"), fields.Currency("currency", fields.Has("amount"))),
            _ => new DealLost(fields.Text("reason")),
        };
    }

    private string? Stage(EventFields fields, bool required)
    {
        var stage = fields.Text("stage", required, 200);
        if (stage is { Length: > 0 } && book.Find(stage, book.Latest) is null) fields.Add("stage", "is not a stage of the agreement");
        return stage;
    }

    private string? OpenStage(EventFields fields)
    {
        var stage = Stage(fields, false);
        if (stage is not null && book.Find(stage, book.Latest) is { } known && known.Stage.Kind != StageKind.Open)
            fields.Add("stage", "must be an open stage: a lead is recycled into the funnel");
        return stage;
    }

    private static string? Personal(JsonElement json, List<FieldError> errors)
    {
        if (!json.TryGetProperty("personal", out var personal) || personal.ValueKind == JsonValueKind.Null) return null;
        if (personal.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("/personal", "must be an object"));
            return null;
        }

        var fields = new EventFields(personal, "/personal", errors);
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        foreach (var member in personal.EnumerateObject())
        {
            if (!PersonalMembers.Contains(member.Name, StringComparer.Ordinal)) fields.Add(member.Name, "is not one of name, email, phone, company");
            else if (fields.Text(member.Name) is { } text) writer.WriteString(member.Name, text);
        }

        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string HashOf(string lead, EventType type, Instant at, string? actor, EventData data, string? personal) =>
        Hash($"{lead}\n{type.Name()}\n{at.ToUnixTimeMilliseconds()}\n{actor}\n{EventDataCodec.Write(data)}\n{personal}");

    private static string HashOf(string lead, string key, int index) => Hash($"{lead}\n{key}\n{index}");

    private static string Hash(string text) => "h_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 20));
}
