using System.Text.Json;
using FunnelGrains.Domain;
using FunnelGrains.Domain.Desk;
using FunnelGrains.Web.Ingest;

namespace FunnelGrains.Web.Desk;

/// <summary>Somebody takes a breach.</summary>
/// <param name="By">Who; the key's own name when absent.</param>
/// <param name="Id">What the sender calls this, so that a repeat is known as one.</param>
internal sealed record TakeBody(string? By = null, string? Id = null);

/// <summary>Somebody gives a breach back.</summary>
/// <param name="By">Who; the key's own name when absent.</param>
/// <param name="Force">Whether it is given back also where somebody else has taken it.</param>
/// <param name="Id">What the sender calls this, so that a repeat is known as one.</param>
internal sealed record ReleaseBody(string? By = null, bool? Force = null, string? Id = null);

/// <summary>Somebody writes something down.</summary>
/// <param name="Text">What, 1 to 4,000 characters.</param>
/// <param name="By">Who; the key's own name when absent.</param>
/// <param name="Id">What the sender calls this, so that a repeat is known as one: without it each post is a note.</param>
internal sealed record NoteBody(string Text, string? By = null, string? Id = null);

/// <summary>Somebody resolves a breach.</summary>
/// <param name="Reason">Why it was late, and what came of it, 1 to 4,000 characters.</param>
/// <param name="Code">The kind of reason, as the teams name it: 1 to 60 characters of a-z, 0-9, _ and -.</param>
/// <param name="By">Who; the key's own name when absent.</param>
/// <param name="Id">What the sender calls this, so that a repeat is known as one.</param>
internal sealed record ResolveBody(string Reason, string? Code = null, string? By = null, string? Id = null);

/// <summary>Reads what somebody wants to do about a breach.</summary>
internal static class DeskOrderReader
{
    private static readonly Dictionary<DeskDeedKind, string[]> Members = new()
    {
        [DeskDeedKind.Taken] = ["by", "id"],
        [DeskDeedKind.Released] = ["by", "force", "id"],
        [DeskDeedKind.Noted] = ["text", "by", "id"],
        [DeskDeedKind.Resolved] = ["reason", "code", "by", "id"],
    };

    /// <param name="kind">What he wants.</param>
    /// <param name="json">The body; null for none.</param>
    /// <param name="origin">The key by which he comes.</param>
    /// <param name="errors">Gets what is wrong.</param>
    /// <returns>Usable only when nothing was added to the errors.</returns>
    public static DeskOrder Read(DeskDeedKind kind, JsonElement? json, string origin, List<FieldError> errors)
    {
        if (json is null) return Checked(new DeskOrder(kind, origin, origin), errors);
        if (json is not { ValueKind: JsonValueKind.Object } body)
        {
            errors.Add(new FieldError("", "must be a JSON object"));
            return new DeskOrder(kind, origin, origin);
        }

        var fields = new EventFields(body, "", errors);
        foreach (var member in body.EnumerateObject())
            if (!Members[kind].Contains(member.Name, StringComparer.Ordinal)) fields.Add(EventFields.Shown(member.Name), $"is not a member here; there are {string.Join(", ", Members[kind])}");
        var text = kind switch
        {
            DeskDeedKind.Noted => fields.Text("text", longest: DeskOrder.LongestText)?.Trim(),
            DeskDeedKind.Resolved => fields.Text("reason", longest: DeskOrder.LongestText)?.Trim(),
            _ => null,
        };
        return Checked(
            new DeskOrder(
                kind, fields.Text("by")?.Trim() ?? origin, origin, text, kind == DeskDeedKind.Resolved ? fields.Text("code") : null, fields.Text("id"),
                kind == DeskDeedKind.Released && fields.Flag("force")),
            errors);
    }

    /// <summary>What could not be read at all is told of once.</summary>
    private static DeskOrder Checked(DeskOrder order, List<FieldError> errors)
    {
        errors.AddRange(order.Validate().Where(error => errors.TrueForAll(known => known.Pointer != error.Pointer)).ToList());
        return order;
    }
}
