using System.Text.Json;

namespace FunnelGrains.Domain.Sla;

/// <summary>Reads a target from the JSON of the public contract.</summary>
public static class TargetReader
{
    /// <summary>Reads and validates <c>{"n": 4, "unit": "business_hours"}</c>.</summary>
    /// <param name="json">The target's value.</param>
    /// <param name="at">JSON pointer of that value in its document.</param>
    /// <param name="errors">Receives every error found.</param>
    /// <returns>A valid target; null when at least one error was added.</returns>
    public static Target? Read(JsonElement json, string at, ICollection<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new(at, "is not an object with n and unit"));
            return null;
        }
        decimal? number = json.TryGetProperty("n", out var n) && n.ValueKind == JsonValueKind.Number && n.TryGetDecimal(out var value) ? value : null;
        TargetUnit? unit = json.TryGetProperty("unit", out var u) && TryReadUnit(u, out var known) ? known : null;
        if (number is null)
        {
            errors.Add(new(at + "/n", "is not a number"));
        }
        if (unit is null)
        {
            errors.Add(new(at + "/unit", $"is not one of {string.Join(", ", TargetUnitNames.All)}"));
        }
        if (number is null || unit is null)
        {
            return null;
        }
        var target = new Target(number.Value, unit.Value);
        var found = target.Validate(at);
        foreach (var error in found)
        {
            errors.Add(error);
        }
        return found.Count == 0 ? target : null;
    }

    private static bool TryReadUnit(JsonElement json, out TargetUnit unit)
    {
        foreach (var name in TargetUnitNames.All)
        {
            if (json.ValueKind == JsonValueKind.String && json.ValueEquals(name))
            {
                return TargetUnitNames.TryParse(name, out unit);
            }
        }
        unit = default;
        return false;
    }
}
