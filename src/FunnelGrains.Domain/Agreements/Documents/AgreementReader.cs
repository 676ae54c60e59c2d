using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Sla;

namespace FunnelGrains.Domain.Agreements.Documents;

/// <summary>Reads an agreement that somebody wrote, and says by JSON pointer what cannot be read.</summary>
public static class AgreementReader
{
    private const string FirstInstant = "1970-01-01T00:00:00Z";

    /// <summary>
    /// Reads a draft: the document of an agreement, in which the number and the instant may be absent. Calendars and targets are read first, so that all that is wrong with them is said at once.
    /// </summary>
    /// <param name="json">Without duplicate members.</param>
    /// <param name="errors">Receives what is wrong.</param>
    /// <returns>Null when something cannot be read. Whether what was read makes sense, <see cref="AgreementRules"/> say.</returns>
    public static Agreement? Read(JsonElement json, ICollection<FieldError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("", "is not a JSON object"));
            return null;
        }

        var before = errors.Count;
        ReadCalendars(json, errors);
        ReadTargets(json, errors);
        return errors.Count > before ? null : ReadAll(json, errors);
    }

    private static Agreement? ReadAll(JsonElement json, ICollection<FieldError> errors)
    {
        var document = JsonObject.Create(json)!;
        document["version"] = 0;
        document["inForceFrom"] = FirstInstant;
        try
        {
            return document.Deserialize<Agreement>(AgreementJson.Strict);
        }
        catch (JsonException unreadable)
        {
            errors.Add(new FieldError(PointerOf(unreadable.Path), Said(unreadable)));
            return null;
        }
    }

    private static void ReadCalendars(JsonElement json, ICollection<FieldError> errors)
    {
        if (!json.TryGetProperty("calendars", out var calendars) || calendars.ValueKind != JsonValueKind.Object) return;
        var found = new List<FieldError>();
        foreach (var calendar in calendars.EnumerateObject()) CalendarDefinitionReader.Read(calendar.Value, FieldError.Below("/calendars", calendar.Name), found);
        foreach (var error in found) errors.Add(error);
    }

    private static void ReadTargets(JsonElement json, ICollection<FieldError> errors)
    {
        if (!json.TryGetProperty("clauses", out var clauses) || clauses.ValueKind != JsonValueKind.Array) return;
        var index = 0;
        foreach (var clause in clauses.EnumerateArray())
        {
            if (clause.ValueKind == JsonValueKind.Object && clause.TryGetProperty("target", out var target)) TargetReader.Read(target, At("/clauses", index, "/target"), errors);
            index++;
        }
    }

    internal static string At(string list, int index, string member = "") => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{list}/{index}{member}");

    /// <summary>Of a path such as <c>$.clauses[0].name['a b']</c>.</summary>
    private static string PointerOf(string? path)
    {
        var pointer = "";
        for (var rest = (path ?? "$").AsSpan(1); rest.Length > 0;)
        {
            var (name, read) = rest switch
            {
                ['.', ..] => Until(rest, 1, rest[1..].IndexOfAny('.', '['), 0),
                ['[', '\'', ..] => Until(rest, 2, rest[2..].IndexOf("']", StringComparison.Ordinal), 2),
                ['[', ..] => Until(rest, 1, rest[1..].IndexOf(']'), 1),
                _ => (rest.ToString(), rest.Length),
            };
            pointer = FieldError.Below(pointer, name);
            rest = rest[read..];
        }

        return pointer;
    }

    private static (string Name, int Read) Until(ReadOnlySpan<char> rest, int from, int length, int closing) =>
        length < 0 ? (rest[from..].ToString(), rest.Length) : (rest.Slice(from, length).ToString(), from + length + closing);

    /// <summary>The serializer's own words name types of ours and the place once more: of those only the first sentence that says what is wrong.</summary>
    private static string Said(JsonException unreadable)
    {
        var said = unreadable.Message;
        if (said.StartsWith("is ", StringComparison.Ordinal)) return said.Split(" Path:")[0];
        if (said.Contains("missing required", StringComparison.Ordinal)) return "lacks " + string.Join(", ", Quoted(said).Skip(1));
        if (said.Contains("could not be mapped", StringComparison.Ordinal)) return $"has a member that an agreement does not have: {Quoted(said).FirstOrDefault()}";
        return "is not what stands there in an agreement, or a member of it is missing or null";
    }

    private static IEnumerable<string> Quoted(string text) => text.Split('\'').Where((_, i) => i % 2 == 1);
}
