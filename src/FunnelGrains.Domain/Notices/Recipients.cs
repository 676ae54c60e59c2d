using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Notices;

/// <summary>Whom the steps of escalations are for, as endpoints name them: <c>owner:ana</c>, <c>manager:sales</c>, <c>channel:deals</c>.</summary>
public static class Recipients
{
    /// <summary>Before the name of a lead's owner.</summary>
    public const string Owner = "owner:";

    /// <summary>Before the key of the team whose manager it is.</summary>
    public const string Manager = "manager:";

    /// <summary>Before the name of a channel.</summary>
    public const string Channel = "channel:";

    private const int Longest = 220;

    /// <summary>Whether a text names one.</summary>
    public static bool IsOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= Longest && !text.Any(char.IsControl)
            && ((string[])[Owner, Manager, Channel]).Any(kind => text.StartsWith(kind, StringComparison.Ordinal) && text.Length > kind.Length);
    }

    /// <summary>
    /// Whom a step of an escalation is for, by the version in force when it came; where that has no such step, by the last one before that has, else by the first one after.
    /// </summary>
    /// <returns>Null for what is no step; empty for one that is for nobody who could be named, such as the owner of a lead without one.</returns>
    public static ImmutableArray<string>? Of(Announcement announcement, AgreementBook book)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        ArgumentNullException.ThrowIfNull(book);
        if (announcement.Step is not { } key) return null;
        var clause = announcement.Text("clause");
        return [.. Find(book, clause, key, announcement.Came)?.To.Select(to => NameOf(to, announcement)).OfType<string>().Distinct(StringComparer.Ordinal) ?? []];
    }

    private static EscalationStep? Find(AgreementBook book, string? clause, string key, Instant at)
    {
        var inForce = book.Versions.ToList().IndexOf(book.At(at));
        return book.Versions.Take(inForce + 1).Reverse().Concat(book.Versions.Skip(inForce + 1))
            .Select(version => (version.FindClause(clause ?? "")?.Clause.Escalation ?? []).FirstOrDefault(step => step.Key == key))
            .FirstOrDefault(step => step is not null);
    }

    private static string? NameOf(EscalationTarget to, Announcement announcement) => to.Who switch
    {
        EscalationRole.Owner => announcement.Text("owner") is { } owner ? Owner + owner : null,
        EscalationRole.TeamManager => announcement.Text("team") is { } team ? Manager + team : null,
        EscalationRole.Channel => Channel + to.Channel,
        _ => throw new ArgumentOutOfRangeException(nameof(to), to.Who, "is no kind of recipient"),
    };
}
