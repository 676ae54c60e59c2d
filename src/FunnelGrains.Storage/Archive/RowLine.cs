using System.Text.Json;

namespace FunnelGrains.Storage.Archive;

/// <summary>A row as a line of an archived segment: a JSON array of the columns named by <see cref="Columns"/>, in that order.</summary>
internal static class RowLine
{
    /// <summary>What stands where in a line.</summary>
    public const string Columns = "seq, lead_id, event_id, type, occurred_at, received_at, origin, actor, data, other, personal";

    /// <summary>Writes a line without its end.</summary>
    public static void Write(Utf8JsonWriter to, in PlainRow row)
    {
        to.WriteStartArray();
        to.WriteNumberValue(row.Seq);
        to.WriteStringValue(row.Lead);
        to.WriteStringValue(row.Id);
        to.WriteStringValue(row.Type);
        to.WriteNumberValue(row.OccurredAt);
        to.WriteNumberValue(row.ReceivedAt);
        to.WriteStringValue(row.Origin);
        to.WriteStringValue(row.Actor);
        to.WriteStringValue(row.Data);
        to.WriteNumberValue(row.Other);
        to.WriteStringValue(row.Personal);
        to.WriteEndArray();
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static PlainRow Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        return new PlainRow(
            Number(ref reader), Text(ref reader)!, Text(ref reader)!, Text(ref reader)!, Number(ref reader), Number(ref reader), Text(ref reader)!, Text(ref reader),
            Text(ref reader)!, (int)Number(ref reader), Text(ref reader));
    }

    /// <summary>Reads only of which row a line is.</summary>
    /// <param name="line">The line.</param>
    /// <param name="before">The lead of the line before: given back where it is the same one.</param>
    public static (long Seq, string Lead) ReadHead(ReadOnlySpan<byte> line, string before)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        var seq = Number(ref reader);
        reader.Read();
        return (seq, reader.ValueTextEquals(before) ? before : reader.GetString()!);
    }

    private static long Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt64();
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }
}
