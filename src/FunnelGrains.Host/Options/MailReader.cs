using System.Globalization;
using FunnelGrains.Grains.Notices;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace FunnelGrains.Host.Options;

/// <summary>Reads the settings of the server that takes our mail.</summary>
internal static class MailReader
{
    /// <exception cref="StartRefusedException">A value is wrong, or one is missing beside others.</exception>
    public static MailOptions Read(IConfiguration configuration)
    {
        var host = Text(configuration, HostSettings.SmtpHost);
        if (host is null)
        {
            string[] others = [HostSettings.SmtpPort, HostSettings.SmtpSecurity, HostSettings.SmtpUser, HostSettings.SmtpPassword, HostSettings.SmtpFrom];
            return others.FirstOrDefault(key => Text(configuration, key) is not null) is { } alone
                ? throw new StartRefusedException($"{Name(alone)} is set, and no mail server: name it in {Name(HostSettings.SmtpHost)}.") : new MailOptions();
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown) throw new StartRefusedException($"{Name(HostSettings.SmtpHost)} is '{host}', not a name or address such as mail.example.com.");
        var from = Text(configuration, HostSettings.SmtpFrom);
        if (from is null || !MailboxAddress.TryParse(from, out var mailbox) || mailbox.Domain.Length == 0)
            throw new StartRefusedException($"{Name(HostSettings.SmtpFrom)} is '{from}', not a mailbox such as funnel@example.com.");
        var (user, password) = (Text(configuration, HostSettings.SmtpUser), Text(configuration, HostSettings.SmtpPassword));
        if (user is null != password is null) throw new StartRefusedException($"{Name(HostSettings.SmtpUser)} and {Name(HostSettings.SmtpPassword)} go together.");
        var security = Security(Text(configuration, HostSettings.SmtpSecurity));
        if (security == MailSecurity.None && user is not null)
            throw new StartRefusedException($"{Name(HostSettings.SmtpSecurity)} is none, so the password could be read on its way: leave {Name(HostSettings.SmtpUser)} out, or use starttls or tls.");
        return new MailOptions { Host = host, Port = Port(Text(configuration, HostSettings.SmtpPort), security), Security = security, User = user, Password = password, From = from };
    }

    private static MailSecurity Security(string? text) => text?.ToLowerInvariant() switch
    {
        null or "starttls" => MailSecurity.StartTls,
        "tls" => MailSecurity.Tls,
        "none" => MailSecurity.None,
        _ => throw new StartRefusedException($"{Name(HostSettings.SmtpSecurity)} is '{text}', none of starttls, tls, none."),
    };

    private static int Port(string? text, MailSecurity security)
    {
        if (text is null) return security == MailSecurity.Tls ? 465 : 587;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65_535
            ? port : throw new StartRefusedException($"{Name(HostSettings.SmtpPort)} is '{text}', not a whole number from 1 to 65535.");
    }

    private static string? Text(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 } text ? text : null;

    private static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
