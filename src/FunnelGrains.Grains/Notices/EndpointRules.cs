using FunnelGrains.Domain;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Grains.Notices.Sending;
using MimeKit;

namespace FunnelGrains.Grains.Notices;

/// <summary>What an endpoint may be here, and what of it may be shown.</summary>
internal static class EndpointRules
{
    /// <summary>What is wrong with an endpoint, by JSON pointer.</summary>
    /// <param name="settings">As it is to be.</param>
    /// <param name="before">As it is; null for a new one.</param>
    /// <param name="book">The workspace's agreement.</param>
    /// <param name="options">What is allowed.</param>
    /// <param name="mail">The mail server.</param>
    public static IEnumerable<FieldError> Wrong(EndpointSettings settings, EndpointSettings? before, AgreementBook book, NotifierOptions options, MailOptions mail)
    {
        var wrong = settings.Validate().ToList();
        if (before is not null && before.Kind != settings.Kind) wrong.Add(new FieldError("/kind", "cannot be changed: make another endpoint"));
        if (wrong.TrueForAll(error => error.Pointer != "/target"))
        {
            if (settings.Kind != EndpointKind.Email)
            {
                if (WebTarget.Wrong(settings.Target, options) is { } target) wrong.Add(new FieldError("/target", target));
            }
            else if (mail.Host is null)
            {
                wrong.Add(new FieldError("/kind", "needs a mail server: set FunnelGrains__Smtp__Host"));
            }
            else if (!settings.Mailboxes.All(mailbox => MailboxAddress.TryParse(mailbox, out _)))
            {
                wrong.Add(new FieldError("/target", "has a mailbox that is none"));
            }
        }

        var agreement = book.Latest;
        for (var i = 0; i < settings.Teams.Length; i++)
            if (agreement.Agreement.Teams.All(team => team.Key != settings.Teams[i])) wrong.Add(new FieldError($"/teams/{i}", "is not a team of the agreement"));
        for (var i = 0; i < settings.Clauses.Length; i++)
            if (agreement.Clauses.All(clause => clause.Clause.Key != settings.Clauses[i])) wrong.Add(new FieldError($"/clauses/{i}", "is not a clause of the agreement"));
        for (var i = 0; !settings.Recipients.IsDefault && i < settings.Recipients.Length; i++)
            if (settings.Recipients[i] is var to && to.StartsWith(Recipients.Manager, StringComparison.Ordinal)
                && agreement.Agreement.Teams.All(team => team.Key != to[Recipients.Manager.Length..]))
                wrong.Add(new FieldError($"/recipients/{i}", "is not the manager of a team of the agreement"));
        return wrong;
    }

    /// <summary>Whoever knows the address of a channel can write into it, so only its host is shown.</summary>
    public static EndpointSettings Shown(EndpointSettings settings) =>
        settings.Kind is EndpointKind.Slack or EndpointKind.Teams && Uri.TryCreate(settings.Target, UriKind.Absolute, out var url)
            ? settings with { Target = $"{url.GetLeftPart(UriPartial.Authority)}/…" } : settings;
}
