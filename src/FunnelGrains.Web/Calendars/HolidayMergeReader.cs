using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Calendars.Holidays;

namespace FunnelGrains.Web.Calendars;

/// <summary>What is to be merged.</summary>
internal sealed record AskedMerge(CalendarDefinition Calendar, HolidayChoice Choice, int From, int To);

/// <summary>Reads it and names each bad field.</summary>
internal static class HolidayMergeReader
{
    public static AskedMerge? Read(JsonElement json, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("", "must be an object"));
            return null;
        }

        var (calendar, choice) = (default(CalendarDefinition), default(HolidayChoice));
        int? from = null, to = null;
        foreach (var member in json.EnumerateObject())
        {
            switch (member.Name)
            {
                case "calendar":
                    calendar = CalendarDefinitionReader.Read(member.Value, "/calendar", errors);
                    break;
                case "holidays":
                    choice = member.Value.ValueKind == JsonValueKind.Null ? null : HolidayChoiceReader.Read(member.Value, "/holidays", errors);
                    break;
                case "from":
                    from = Year(member.Value, "/from", errors);
                    break;
                case "to":
                    to = Year(member.Value, "/to", errors);
                    break;
                default:
                    errors.Add(new FieldError(FieldError.Below("", member.Name), "is not part of this"));
                    break;
            }
        }

        Require(json, "calendar", errors);
        Require(json, "from", errors);
        var at = choice is null ? "/calendar/holidays" : "/holidays";
        choice ??= calendar?.Holidays;
        if (calendar is not null && choice is null && errors.Count == 0) errors.Add(new FieldError("/holidays", "is required, since the calendar has no choice of its own"));
        if (choice is not null) errors.AddRange(choice.Validate(at));
        if (from is { } first && HolidayEndpoints.Span(first, to ?? first) is { } wrong) errors.Add(new FieldError("/to", wrong));
        return errors.Count == 0 ? new AskedMerge(calendar!, choice!, from!.Value, to ?? from.Value) : null;
    }

    private static int? Year(JsonElement value, string at, List<FieldError> errors)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var year) && year is >= HolidayBook.FirstYear and <= HolidayBook.LastYear) return year;
        errors.Add(new FieldError(at, $"must be a year from {HolidayBook.FirstYear} to {HolidayBook.LastYear}"));
        return null;
    }

    private static void Require(JsonElement json, string name, List<FieldError> errors)
    {
        if (!json.TryGetProperty(name, out _)) errors.Add(new FieldError($"/{name}", "is required"));
    }
}
