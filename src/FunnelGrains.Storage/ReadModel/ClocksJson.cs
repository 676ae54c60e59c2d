using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Storage.ReadModel;

/// <summary>A lead's clocks as one JSON text with short names; instants are unix milliseconds, absent ones left out.</summary>
internal static class ClocksJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? scratch;

    /// <summary>Writes the clocks in UTF-8; valid until the thread writes the next.</summary>
    public static ReadOnlySpan<byte> Write(ImmutableArray<ClockView> clocks)
    {
        var (buffer, writer) = scratch ??= NewScratch();
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        writer.WriteStartArray();
        foreach (var clock in clocks) Write(writer, clock);
        writer.WriteEndArray();
        writer.Flush();
        return buffer.WrittenSpan;
    }

    /// <summary>Reads what <see cref="Write(ImmutableArray{ClockView})"/> wrote.</summary>
    public static ImmutableArray<ClockView> Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        using var document = JsonDocument.ParseValue(ref reader);
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) NewScratch()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer, Options));
    }

    private static void Write(Utf8JsonWriter writer, ClockView clock)
    {
        writer.WriteStartObject();
        writer.WriteString("c"u8, clock.Clause);
        writer.WriteString("e"u8, clock.StartEvent);
        writer.WriteNumber("y"u8, clock.Cycle);
        writer.WriteString("s"u8, Names.Of(clock.State));
        writer.WriteNumber("a"u8, clock.Start.ToUnixTimeMilliseconds());
        if (clock.Due is { } due) writer.WriteNumber("d"u8, due.ToUnixTimeMilliseconds());
        if (clock.Stop is { } stop) writer.WriteNumber("x"u8, stop.ToUnixTimeMilliseconds());
        if (clock.Owner is { } owner) writer.WriteString("o"u8, owner);
        writer.WriteString("t"u8, clock.Team);
        writer.WriteBoolean("p"u8, clock.Open);
        if (clock.Remaining is { } left) writer.WriteNumber("r"u8, (long)left.TotalMilliseconds);
        writer.WriteEndObject();
    }

    private static ClockView Read(JsonElement json) => new(
        json.GetProperty("c"u8).GetString()!, json.GetProperty("e"u8).GetString()!, json.GetProperty("y"u8).GetInt32(),
        Names.ClockStateOf(json.GetProperty("s"u8).GetString()!), Instant.FromUnixTimeMilliseconds(json.GetProperty("a"u8).GetInt64()),
        InstantOrNull(json, "d"u8), InstantOrNull(json, "x"u8), json.TryGetProperty("o"u8, out var owner) ? owner.GetString() : null,
        json.GetProperty("t"u8).GetString()!, json.GetProperty("p"u8).GetBoolean(),
        json.TryGetProperty("r"u8, out var left) ? Duration.FromMilliseconds(left.GetInt64()) : null);

    private static Instant? InstantOrNull(JsonElement json, ReadOnlySpan<byte> name) =>
        json.TryGetProperty(name, out var ms) ? Instant.FromUnixTimeMilliseconds(ms.GetInt64()) : null;
}
