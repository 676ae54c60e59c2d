using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Meetings;
using FunnelGrains.Web.Ingest;

namespace FunnelGrains.Web.Meetings;

/// <summary>A meeting that is called now.</summary>
/// <param name="Kind"><c>weekly</c> or <c>monthly</c>: which periods it looks at.</param>
/// <param name="Name">What it is called, at most 200 characters; absent for the kind's name.</param>
internal sealed record MeetingOrderBody(string Kind, string? Name = null)
{
    private static readonly ImmutableArray<string> Members = ["kind", "name"];

    /// <summary>Reads what somebody sent.</summary>
    /// <returns>Usable only when nothing was added to the errors.</returns>
    public static (MeetingKind Kind, string? Name) Read(JsonElement json, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("", "a meeting must be a JSON object"));
            return default;
        }

        var fields = new EventFields(json, "", errors);
        foreach (var member in json.EnumerateObject())
            if (!Members.Contains(member.Name, StringComparer.Ordinal)) fields.Add(EventFields.Shown(member.Name), $"is not a member of a meeting; there are {string.Join(", ", Members)}");
        var kind = fields.Text("kind", required: true, longest: 20);
        if (kind is not (null or "" or "weekly" or "monthly")) fields.Add("kind", "must be weekly or monthly");
        return (kind == "monthly" ? MeetingKind.Monthly : MeetingKind.Weekly, fields.Text("name", longest: 200)?.Trim() is { Length: > 0 } name ? name : null);
    }
}

/// <summary>Notes of a meeting as they are set.</summary>
/// <param name="Text">At most 20,000 characters; empty for none.</param>
internal sealed record NotesTextBody(string Text)
{
    private const int Longest = 20_000;

    /// <summary>Reads what somebody sent.</summary>
    /// <returns>Usable only when nothing was added to the errors.</returns>
    public static string Read(JsonElement json, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("", "notes must be a JSON object"));
            return "";
        }

        var fields = new EventFields(json, "", errors);
        foreach (var member in json.EnumerateObject())
            if (member.Name != "text") fields.Add(EventFields.Shown(member.Name), "is not a member of notes; there is text");
        if (!fields.Has("text")) fields.Add("text", "is required");
        return fields.Text("text", longest: Longest) ?? "";
    }
}
