using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Leads;

/// <summary>
/// The canonical JSON text of <see cref="EventData"/>, as the journal keeps it and a lead's timeline shows it: fields in a
/// fixed order, absent ones left out, so that equal data give equal text.
/// </summary>
public static class EventDataCodec
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static (MemoryStream Stream, Utf8JsonWriter Writer)? scratch;

    /// <summary>Writes the canonical text.</summary>
    public static string Write(EventData data) => Encoding.UTF8.GetString(Utf8(data));

    /// <summary>The canonical text in UTF-8; the same bytes each time.</summary>
    public static ReadOnlySpan<byte> Utf8(EventData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Text;
    }

    /// <summary>Writes the canonical text anew.</summary>
    internal static byte[] Encode(EventData data)
    {
        if (data is Unreadable raw) return Encoding.UTF8.GetBytes(raw.Json);
        var (stream, writer) = scratch ??= NewScratch();
        stream.SetLength(0);
        writer.Reset(stream);
        writer.WriteStartObject();
        WriteFields(writer, data);
        writer.WriteEndObject();
        writer.Flush();
        return stream.GetBuffer().AsSpan(0, (int)stream.Length).ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; anything else becomes <see cref="Unreadable"/>, never an exception.</summary>
    /// <param name="type">The type's name in the journal.</param>
    /// <param name="json">The text, in UTF-8.</param>
    public static (EventType Type, EventData Data) Read(string type, ReadOnlyMemory<byte> json)
    {
        if (!EventTypes.TryParse(type, out var known) || known == EventType.Unreadable) return Unread(type, json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return (known, ReadFields(known, document.RootElement));
        }
        catch (Exception broken) when (broken is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or UnparsableValueException)
        {
            return Unread(type, json);
        }
    }

    /// <summary>Likewise.</summary>
    public static (EventType Type, EventData Data) Read(string type, string json) => Read(type, Encoding.UTF8.GetBytes(json));

    private static (EventType, EventData) Unread(string type, ReadOnlyMemory<byte> json) =>
        (EventType.Unreadable, new Unreadable(type, Encoding.UTF8.GetString(json.Span)));

    private static (MemoryStream, Utf8JsonWriter) NewScratch()
    {
        var stream = new MemoryStream(512);
        return (stream, new Utf8JsonWriter(stream, Options));
    }

    private static void WriteFields(Utf8JsonWriter writer, EventData data)
    {
        switch (data)
        {
            case Captured captured: Attributes(writer, captured.Attributes); break;
            case Updated updated: Attributes(writer, updated.Attributes); break;
            case StageChanged changed: Text(writer, "stage", changed.Stage); Text(writer, "reason", changed.Reason); break;
            case Rejected rejected: Text(writer, "reason", rejected.Reason); break;
            case Recycled recycled: Text(writer, "reason", recycled.Reason); Text(writer, "stage", recycled.Stage); break;
            case Assigned assigned: Text(writer, "owner", assigned.Owner); Text(writer, "team", assigned.Team); break;
            case Touched touched:
                Text(writer, "channel", touched.Channel);
                Text(writer, "outcome", touched.Outcome);
                if (touched.Automated) writer.WriteBoolean("automated", true);
                break;
            case DealWon won: Number(writer, "amount", won.Amount); Text(writer, "currency", won.Currency); break;
            case DealLost lost: Text(writer, "reason", lost.Reason); break;
            case SlaBreached breach:
                Text(writer, "clause", breach.Clause);
                Text(writer, "startEvent", breach.StartEvent);
                writer.WriteNumber("cycle", breach.Cycle);
                Text(writer, "due", InstantPattern.ExtendedIso.Format(breach.Due));
                Text(writer, "owner", breach.Owner);
                Text(writer, "team", breach.Team);
                break;
            case SlaWarned warned:
                Text(writer, "clause", warned.Clause);
                Text(writer, "startEvent", warned.StartEvent);
                writer.WriteNumber("cycle", warned.Cycle);
                Text(writer, "threshold", warned.Threshold);
                Text(writer, "step", warned.Step);
                Text(writer, "at", InstantPattern.ExtendedIso.Format(warned.At));
                if (warned.Due is { } due) Text(writer, "due", InstantPattern.ExtendedIso.Format(due));
                Text(writer, "owner", warned.Owner);
                Text(writer, "team", warned.Team);
                break;
            case EventQuarantined quarantined: writer.WriteNumber("seq", quarantined.Seq); Text(writer, "why", quarantined.Why); break;
            case ShardOpened opened: Text(writer, "silo", opened.Silo); break;
            case AgreementAdopted adopted:
                writer.WriteNumber("version", adopted.Version);
                Text(writer, "inForceFrom", InstantPattern.ExtendedIso.Format(adopted.InForceFrom));
                break;
            default: throw new ArgumentException($"{data.GetType().Name} has no text form", nameof(data));
        }
    }

    private static void Attributes(Utf8JsonWriter writer, LeadAttributes attributes)
    {
        Text(writer, "source", attributes.Source);
        Text(writer, "medium", attributes.Medium);
        Text(writer, "campaign", attributes.Campaign);
        Text(writer, "segment", attributes.Segment);
        Number(writer, "value", attributes.Value);
        Text(writer, "currency", attributes.Currency);
        foreach (var (name, json) in attributes.Other)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json, skipInputValidation: true);
        }
    }

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    private static void Number(Utf8JsonWriter writer, string name, decimal? value)
    {
        if (value is { } number) writer.WriteNumber(name, number);
    }

    private static EventData ReadFields(EventType type, JsonElement json) => type switch
    {
        EventType.Captured => new Captured(ReadAttributes(json)),
        EventType.Updated => new Updated(ReadAttributes(json)),
        EventType.StageChanged => new StageChanged(Required(json, "stage"), Optional(json, "reason")),
        EventType.Rejected => new Rejected(Optional(json, "reason")),
        EventType.Recycled => new Recycled(Optional(json, "reason"), Optional(json, "stage")),
        EventType.Assigned => new Assigned(Required(json, "owner"), Optional(json, "team")),
        EventType.Touched => new Touched(
            Required(json, "channel"), Optional(json, "outcome"), json.TryGetProperty("automated", out var automated) && automated.GetBoolean()),
        EventType.DealWon => new DealWon(Decimal(json, "amount"), Optional(json, "currency")),
        EventType.DealLost => new DealLost(Optional(json, "reason")),
        EventType.SlaBreached => new SlaBreached(
            Required(json, "clause"), Required(json, "startEvent"), json.GetProperty("cycle").GetInt32(),
            InstantPattern.ExtendedIso.Parse(Required(json, "due")).GetValueOrThrow(), Optional(json, "owner"), Optional(json, "team")),
        EventType.SlaWarned => new SlaWarned(
            Required(json, "clause"), Required(json, "startEvent"), json.GetProperty("cycle").GetInt32(), Required(json, "threshold"), Optional(json, "step"),
            InstantPattern.ExtendedIso.Parse(Required(json, "at")).GetValueOrThrow(),
            Optional(json, "due") is { } due ? InstantPattern.ExtendedIso.Parse(due).GetValueOrThrow() : null, Optional(json, "owner"), Optional(json, "team")),
        EventType.EventQuarantined => new EventQuarantined(json.GetProperty("seq").GetInt64(), Required(json, "why")),
        EventType.ShardOpened => new ShardOpened(Required(json, "silo")),
        EventType.AgreementAdopted => new AgreementAdopted(
            json.GetProperty("version").GetInt32(), InstantPattern.ExtendedIso.Parse(Required(json, "inForceFrom")).GetValueOrThrow()),
        _ => throw new FormatException($"No data of type {type}"),
    };

    private static LeadAttributes ReadAttributes(JsonElement json)
    {
        if (json.EnumerateObject().MoveNext() is false) return LeadAttributes.None;
        ImmutableSortedDictionary<string, string>.Builder? other = null;
        foreach (var field in json.EnumerateObject())
            if (!IsNamed(field))
                (other ??= ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal))[field.Name] = field.Value.GetRawText();
        return new LeadAttributes(
            Optional(json, "source"), Optional(json, "medium"), Optional(json, "campaign"), Optional(json, "segment"),
            Decimal(json, "value"), Optional(json, "currency"), other?.ToImmutable() ?? LeadAttributes.None.Other);
    }

    private static bool IsNamed(JsonProperty field) =>
        field.NameEquals("source"u8) || field.NameEquals("medium"u8) || field.NameEquals("campaign"u8)
        || field.NameEquals("segment"u8) || field.NameEquals("value"u8) || field.NameEquals("currency"u8);

    private static string Required(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static string? Optional(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static decimal? Decimal(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetDecimal() : null;
}
