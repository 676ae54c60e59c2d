using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Web.Wire;
using NodaTime;

namespace FunnelGrains.Web.Calculations;

/// <summary>What is to be calculated.</summary>
internal sealed record CalculationBody(
    CalendarDefinition Calendar, Instant Start, Instant? End, Target? Target, long? TargetSeconds, IReadOnlyList<Interval> Pauses)
{
    public static CalculationBody? Read(JsonElement json, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("", "must be an object"));
            return null;
        }

        var calendar = json.TryGetProperty("calendar", out var given) ? CalendarDefinitionReader.Read(given, "/calendar", errors) : null;
        if (given.ValueKind == JsonValueKind.Undefined) errors.Add(new FieldError("/calendar", "is required"));
        if (calendar is not null) errors.AddRange(calendar.Validate("/calendar").Except(errors));
        var start = At(json, "start", errors, required: true);
        var end = At(json, "end", errors, required: false);
        var target = json.TryGetProperty("target", out var promised) ? TargetReader.Read(promised, "/target", errors) : null;
        if (target is not null) errors.AddRange(target.Validate("/target").Except(errors));
        var seconds = Seconds(json, errors);
        var pauses = ReadPauses(json, errors);
        if (errors.Count > 0) return null;
        var body = new CalculationBody(calendar!, start!.Value, end, target, seconds, pauses);
        CalculationBounds.Check(body, errors);
        return errors.Count == 0 ? body : null;
    }

    private static long? Seconds(JsonElement json, List<FieldError> errors)
    {
        if (!json.TryGetProperty("targetSeconds", out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is >= 0 and <= 63_158_400) return seconds;
        errors.Add(new FieldError("/targetSeconds", "must be a whole number from 0 to two years"));
        return null;
    }

    private static List<Interval> ReadPauses(JsonElement json, List<FieldError> errors)
    {
        var pauses = new List<Interval>();
        if (!json.TryGetProperty("pauses", out var list)) return pauses;
        if (list.ValueKind != JsonValueKind.Array)
        {
            errors.Add(new FieldError("/pauses", "must be a list of [from, to]"));
            return pauses;
        }

        var index = 0;
        foreach (var pair in list.EnumerateArray())
        {
            var at = $"/pauses/{index++}";
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2
                || Instant(pair[0]) is not { } from || Instant(pair[1]) is not { } to || to < from)
                errors.Add(new FieldError(at, "must be two instants, the first not after the second"));
            else pauses.Add(new Interval(from, to));
        }

        return pauses;
    }

    private static Instant? At(JsonElement json, string name, List<FieldError> errors, bool required)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            if (required) errors.Add(new FieldError($"/{name}", "is required"));
            return null;
        }

        if (Instant(value) is { } at) return at;
        errors.Add(new FieldError($"/{name}", SentTime.Expected));
        return null;
    }

    private static Instant? Instant(JsonElement value) => value.ValueKind == JsonValueKind.String ? SentTime.Read(value.GetString()!) : null;
}
