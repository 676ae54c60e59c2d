using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Web.Ingest;

namespace FunnelGrains.Web.Notices;

/// <summary>An endpoint as it is set.</summary>
/// <param name="Kind"><c>webhook</c>, <c>slack</c>, <c>teams</c> or <c>email</c>; never changes.</param>
/// <param name="Name">What people call it, 1 to 100 characters.</param>
/// <param name="Target">An https address; for <c>email</c> one to ten mailboxes, separated by commas.</param>
/// <param name="Types">Of <c>sla.breached</c>, <c>sla.warned</c>, <c>deal.won</c>, <c>goal.reached</c>, <c>goal.missed</c>; one or more; none where it stands for somebody.</param>
/// <param name="Teams">Only what concerns these teams, of what concerns a team; absent for all.</param>
/// <param name="Clauses">Only what concerns these clauses, of what concerns a clause; absent for all.</param>
/// <param name="Language"><c>pt</c> or <c>en</c>, for people; <c>pt</c> when absent.</param>
/// <param name="Recipients">For whom it stands, such as <c>owner:ana</c>, <c>manager:sales</c>, <c>channel:deals</c>; absent for nobody.</param>
internal sealed record EndpointSettingsBody(
    string Kind, string Name, string Target, IReadOnlyList<string> Types, IReadOnlyList<string>? Teams = null, IReadOnlyList<string>? Clauses = null, string? Language = null,
    IReadOnlyList<string>? Recipients = null)
{
    private const int MostItems = 200;
    private static readonly ImmutableArray<string> Members = ["kind", "name", "target", "types", "teams", "clauses", "language", "recipients"];
    private static readonly ImmutableArray<string> Kinds = ["webhook", "slack", "teams", "email"];

    /// <summary>Reads what somebody sent.</summary>
    /// <returns>Usable only when nothing was added to the errors.</returns>
    public static EndpointSettings Read(JsonElement json, List<FieldError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new FieldError("", "an endpoint must be a JSON object"));
            return new EndpointSettings(default, "", "", [], [], [], "");
        }

        var fields = new EventFields(json, "", errors);
        foreach (var member in json.EnumerateObject())
            if (!Members.Contains(member.Name, StringComparer.Ordinal)) fields.Add(EventFields.Shown(member.Name), $"is not a member of an endpoint; there are {string.Join(", ", Members)}");
        var kind = fields.Text("kind", required: true, longest: 20);
        if (kind is not null && !Kinds.Contains(kind, StringComparer.Ordinal)) fields.Add("kind", $"must be one of {string.Join(", ", Kinds)}");
        return new EndpointSettings(
            (EndpointKind)Math.Max(0, Kinds.IndexOf(kind ?? "")), fields.Text("name", required: true, longest: 100)?.Trim() ?? "", fields.Text("target", required: true)?.Trim() ?? "",
            Texts(json, "types", errors), Texts(json, "teams", errors), Texts(json, "clauses", errors), fields.Text("language", longest: 10) ?? "pt",
            Texts(json, "recipients", errors));
    }

    private static ImmutableArray<string> Texts(JsonElement json, string name, List<FieldError> errors)
    {
        if (!json.TryGetProperty(name, out var given) || given.ValueKind == JsonValueKind.Null) return [];
        if (given.ValueKind != JsonValueKind.Array || given.GetArrayLength() > MostItems)
        {
            errors.Add(new FieldError($"/{name}", $"must be a list of at most {MostItems} texts"));
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var (i, item) in given.EnumerateArray().Index())
        {
            var pointer = string.Create(CultureInfo.InvariantCulture, $"/{name}/{i}");
            if (item.ValueKind != JsonValueKind.String) errors.Add(new FieldError(pointer, "must be a text"));
            else if (EventFields.Text(item, pointer, 300, errors) is { } text && !texts.Contains(text)) texts.Add(text);
        }

        return texts.ToImmutable();
    }
}
