using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Grains.Time;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace FunnelGrains.Grains.Notices.Sending;

/// <summary>Sends mail through the server of the installation; plain text and HTML that says the same.</summary>
internal sealed class MailSender(ServerClock clock, NotifierOptions options, MailOptions mail) : INoticeSender
{
    public async Task<SendResult> SendAsync(Endpoint endpoint, string id, Outgoing what, AgreementBook book)
    {
        if (mail.Host is not { } host) return new SendResult("no_mail_server", "there is no mail server: set FunnelGrains__Smtp__Host");
        using var patience = new CancellationTokenSource(options.Timeout);
        try
        {
            using var message = Compose(endpoint, id, what, book);
            using var client = new SmtpClient { Timeout = (int)Math.Min(int.MaxValue, options.Timeout.TotalMilliseconds * 2) };
            await client.ConnectAsync(host, mail.Port, SecurityOf(mail.Security), patience.Token).ConfigureAwait(false);
            if (mail.User is { } user) await client.AuthenticateAsync(user, mail.Password ?? "", patience.Token).ConfigureAwait(false);
            await client.SendAsync(message, patience.Token).ConfigureAwait(false);
            await GoodbyeAsync(client, patience.Token).ConfigureAwait(false);
            return SendResult.Ok(250);
        }
        catch (SmtpCommandException refused)
        {
            return new SendResult("refused", string.Create(CultureInfo.InvariantCulture, $"the mail server answered {(int)refused.StatusCode}"), (int)refused.StatusCode);
        }
        catch (Exception failed) when (failed is AuthenticationException or SslHandshakeException or NotSupportedException)
        {
            return new SendResult(
                "mail_security", failed is AuthenticationException ? "the mail server does not know the user and password" : "the mail server has no TLS that can be trusted");
        }
        catch (Exception failed) when (failed is OperationCanceledException or IOException or SocketException or ProtocolException or CommandException or ParseException or TimeoutException)
        {
            return patience.IsCancellationRequested
                ? new SendResult("timeout", string.Create(CultureInfo.InvariantCulture, $"the mail server did not answer within {options.Timeout.TotalSeconds:0.###} s"))
                : new SendResult("unreachable", "the mail server cannot be reached, or broke off");
        }
    }

    private MimeMessage Compose(Endpoint endpoint, string id, Outgoing what, AgreementBook book)
    {
        var text = WebBodies.Words(endpoint.Settings, what, book);
        var from = MailboxAddress.Parse(mail.From);
        var message = new MimeMessage { Subject = text.Title.TrimEnd(':'), MessageId = $"{id}@{from.Domain}", Date = clock.Provider.GetUtcNow() };
        message.From.Add(from);
        foreach (var mailbox in endpoint.Settings.Mailboxes) message.To.Add(MailboxAddress.Parse(mailbox));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var lines = string.Concat(text.Lines.Select(line => $"<li>{WebUtility.HtmlEncode(line)}</li>"));
        message.Body = new BodyBuilder
        {
            TextBody = text.Whole,
            HtmlBody = $"<!doctype html><html lang=\"{endpoint.Settings.Language}\"><body><p><strong>{WebUtility.HtmlEncode(text.Title)}</strong></p>{(lines.Length > 0 ? $"<ul>{lines}</ul>" : "")}</body></html>",
        }.ToMessageBody();
        return message;
    }

    /// <summary>It took the message: a parting that fails changes nothing.</summary>
    private static async Task GoodbyeAsync(SmtpClient client, CancellationToken cancel)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancel).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is OperationCanceledException or IOException or SocketException or ProtocolException or CommandException)
        {
            client.Dispose();
        }
    }

    private static SecureSocketOptions SecurityOf(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => throw new ArgumentOutOfRangeException(nameof(security), security, null),
    };
}
