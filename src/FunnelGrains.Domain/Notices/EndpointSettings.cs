using System.Collections.Immutable;
using Orleans;

namespace FunnelGrains.Domain.Notices;

/// <summary>What an administrator sets of an endpoint.</summary>
/// <param name="Kind">Who listens; never changes.</param>
/// <param name="Name">What people call it, 1 to 100 characters.</param>
/// <param name="Target">An address of the web; for <see cref="EndpointKind.Email"/> one to ten mailboxes, separated by commas.</param>
/// <param name="Types">Of <see cref="NoticeTypes.All"/>, one or more; none only where it stands for somebody.</param>
/// <param name="Teams">Only what concerns these teams, of what concerns a team; empty for all.</param>
/// <param name="Clauses">Only what concerns these clauses, of what concerns a clause; empty for all.</param>
/// <param name="Language"><c>pt</c> or <c>en</c>, for people.</param>
/// <param name="Recipients">For whom it stands (<see cref="Notices.Recipients"/>): it is told the steps of escalations that are for one of them, in their hours, and no other steps. Default or empty for nobody.</param>
[GenerateSerializer, Immutable, Alias("fg.endpointsettings")]
public sealed record EndpointSettings(
    EndpointKind Kind, string Name, string Target, ImmutableArray<string> Types, ImmutableArray<string> Teams, ImmutableArray<string> Clauses, string Language,
    ImmutableArray<string> Recipients = default)
{
    private const int LongestName = 100;
    private const int LongestTarget = 2_000;
    private const int MostMailboxes = 10;
    private const int MostFilters = 100;

    /// <summary>The mailboxes of an endpoint of kind <see cref="EndpointKind.Email"/>.</summary>
    public ImmutableArray<string> Mailboxes => [.. Target.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Whether it stands for somebody.</summary>
    public bool StandsForSomebody => !Recipients.IsDefaultOrEmpty;

    /// <summary>Whether it asked for this.</summary>
    /// <param name="announcement">What is announced.</param>
    /// <param name="recipients">Whom a step of an escalation is for (<see cref="Notices.Recipients.Of"/>); null for what is no step.</param>
    public bool Wants(Announcement announcement, ImmutableArray<string>? recipients = null)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        var asked = recipients is { } meant && StandsForSomebody
            ? meant.Any(one => Recipients.Contains(one, StringComparer.Ordinal)) : Types.Contains(announcement.Type, StringComparer.Ordinal);
        return asked && Passes(Teams, announcement.Text("team")) && Passes(Clauses, announcement.Text("clause"));
    }

    /// <summary>What is wrong with it in itself; where a target lies on the net is not looked at here.</summary>
    public IEnumerable<FieldError> Validate()
    {
        if (Name.Length is 0 or > LongestName || Name.Any(char.IsControl)) yield return new FieldError("/name", $"must be a text of 1 to {LongestName} characters");
        if (Types.IsEmpty && !StandsForSomebody) yield return new FieldError("/types", $"must name one or more of {string.Join(", ", NoticeTypes.All)}");
        for (var i = 0; i < Types.Length; i++)
            if (!NoticeTypes.All.Contains(Types[i], StringComparer.Ordinal)) yield return new FieldError($"/types/{i}", $"must be one of {string.Join(", ", NoticeTypes.All)}");
        if (Teams.Length > MostFilters) yield return new FieldError("/teams", $"has more than {MostFilters} entries");
        if (Clauses.Length > MostFilters) yield return new FieldError("/clauses", $"has more than {MostFilters} entries");
        var recipients = Recipients.IsDefault ? [] : Recipients;
        if (recipients.Length > MostFilters) yield return new FieldError("/recipients", $"has more than {MostFilters} entries");
        for (var i = 0; i < recipients.Length; i++)
            if (!Notices.Recipients.IsOne(recipients[i])) yield return new FieldError($"/recipients/{i}", "must be such as owner:ana, manager:sales or channel:deals");
        if (Language is not ("pt" or "en")) yield return new FieldError("/language", "must be pt or en");
        if (Target.Length is 0 or > LongestTarget) yield return new FieldError("/target", $"must be a text of 1 to {LongestTarget} characters");
        else if (Kind != EndpointKind.Email && (!Uri.TryCreate(Target, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.Host.Length == 0))
            yield return new FieldError("/target", "must be an address such as https://example.com/hooks/funnel");
        else if (Kind == EndpointKind.Email && (Mailboxes.Length is 0 or > MostMailboxes || !Mailboxes.All(IsMailbox)))
            yield return new FieldError("/target", $"must be one to {MostMailboxes} mailboxes such as sales@example.com, separated by commas");
    }

    private static bool Passes(ImmutableArray<string> wanted, string? value) => wanted.IsEmpty || value is null || wanted.Contains(value, StringComparer.Ordinal);

    /// <summary>Whether a server could take it; only the server knows whether there is one.</summary>
    private static bool IsMailbox(string text) =>
        text.Length <= 254 && text.LastIndexOf('@') is var at and > 0 && text.IndexOf('@', StringComparison.Ordinal) == at && at < text.Length - 1
        && text.All(letter => letter is > ' ' and < '\x7f' and not ('<' or '>' or '"' or '(' or ')' or ';' or ':' or '\\' or ','));
}
