using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Meetings;
using FunnelGrains.Web.Ingest;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Web.Meetings;

/// <summary>A decision as it is set.</summary>
/// <param name="Text">What was decided, 1 to 2,000 characters.</param>
/// <param name="Owner">Who sees to it, at most 200 characters; absent for nobody yet.</param>
/// <param name="Due">Until which day, such as <c>2026-12-04</c>; absent for no date.</param>
/// <param name="Status"><c>open</c> or <c>done</c>; <c>open</c> when absent.</param>
internal sealed record DecisionTermsBody(string Text, string? Owner = null, string? Due = null, string? Status = null)
{
    private const int LongestText = 2_000;
    private const int LongestOwner = 200;
    private static readonly ImmutableArray<string> Members = ["text", "owner", "due", "status"];

    /// <summary>Reads what somebody sent.</summary>
    /// <returns>Usable only when nothing was added to the errors.</returns>
    public static DecisionTerms Read(JsonElement json, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("", "a decision must be a JSON object"));
            return new DecisionTerms("", null, null, false);
        }

        var fields = new EventFields(json, "", errors);
        foreach (var member in json.EnumerateObject())
            if (!Members.Contains(member.Name, StringComparer.Ordinal)) fields.Add(EventFields.Shown(member.Name), $"is not a member of a decision; there are {string.Join(", ", Members)}");
        var text = fields.Text("text", required: true, longest: LongestText)?.Trim();
        if (text is "" && !errors.Exists(error => error.Pointer == "/text")) fields.Add("text", "is empty");
        var status = fields.Text("status", longest: 10) ?? "open";
        if (status is not ("open" or "done")) fields.Add("status", "must be open or done");
        return new DecisionTerms(text ?? "", fields.Text("owner", longest: LongestOwner)?.Trim() is { Length: > 0 } owner ? owner : null, DateOf(fields), status == "done");
    }

    private static LocalDate? DateOf(EventFields fields)
    {
        if (fields.Text("due", longest: 20) is not { } text) return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 1970 and <= 2200 } date }) return date;
        fields.Add("due", "must be a date such as 2026-12-04, from 1970 to 2200");
        return null;
    }
}
