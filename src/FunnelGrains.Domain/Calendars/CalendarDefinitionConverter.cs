using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using FunnelGrains.Domain.Calendars.Holidays;
using NodaTime.Text;

namespace FunnelGrains.Domain.Calendars;

/// <summary>The JSON of the public contract for calendars that are stored and sent. Reading throws at the first error: requests go through <see cref="CalendarDefinitionReader"/>.</summary>
public sealed class CalendarDefinitionConverter : JsonConverter<CalendarDefinition>
{
    /// <inheritdoc/>
    /// <exception cref="UnknownZoneException">The calendar is in a zone that this program's tz database does not have.</exception>
    /// <exception cref="JsonException">The value is not a valid calendar.</exception>
    public override CalendarDefinition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var errors = new List<FieldError>();
        if (CalendarDefinitionReader.Read(document.RootElement, "", errors) is { } calendar) return calendar;
        var message = $"The calendar is not valid: {errors[0].Pointer} {errors[0].Message}.";
        throw errors[0].Pointer == "/zone" && document.RootElement.TryGetProperty("zone", out var zone) && zone.ValueKind == JsonValueKind.String
            ? new UnknownZoneException(message, zone.GetString()!)
            : new JsonException(message);
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
        if (value.Holidays is { } choice) WriteHolidays(writer, choice);
        writer.WriteEndObject();
    }

    private static void WriteHolidays(Utf8JsonWriter writer, HolidayChoice choice)
    {
        writer.WriteStartObject("holidays");
        writer.WriteString("country", choice.Country);
        if (choice.Region is not null) writer.WriteString("region", choice.Region);
        WriteTexts(writer, "optional", choice.Optional);
        WriteTexts(writer, "struckOff", choice.StruckOff);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
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
