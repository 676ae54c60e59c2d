using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace FunnelGrains.Domain.Calendars;

/// <summary>The JSON of the public contract for calendars that are stored and sent. Reading throws at the first error: requests go through <see cref="CalendarDefinitionReader"/>.</summary>
public sealed class CalendarDefinitionConverter : JsonConverter<CalendarDefinition>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is not a valid calendar.</exception>
    public override CalendarDefinition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var errors = new List<FieldError>();
        return CalendarDefinitionReader.Read(document.RootElement, "", errors)
            ?? throw new JsonException($"The calendar is not valid: {errors[0].Pointer} {errors[0].Message}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CalendarDefinition value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("zone", value.Zone);
        writer.WriteStartObject("week");
        foreach (var (key, day) in CalendarRules.Weekdays.Where(weekday => !value.Week[weekday.Day].IsEmpty))
        {
            writer.WritePropertyName(key);
            WriteHours(writer, value.Week[day]);
        }
        writer.WriteEndObject();
        writer.WriteStartArray("exceptions");
        foreach (var exception in value.Exceptions)
        {
            writer.WriteStartObject();
            writer.WriteString("date", LocalDatePattern.Iso.Format(exception.Date));
            writer.WritePropertyName("hours");
            WriteHours(writer, exception.Hours);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteHours(Utf8JsonWriter writer, ImmutableArray<OpenHours> hours)
    {
        writer.WriteStartArray();
        foreach (var entry in hours)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(OpenHours.FormatTime(entry.Open));
            writer.WriteStringValue(OpenHours.FormatTime(entry.Close));
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }
}
