using FunnelGrains.Grains.Notices;
using FunnelGrains.Host.Options;
using Microsoft.Extensions.Configuration;

namespace FunnelGrains.Host.Tests.Options;

/// <summary>The mail server's settings, which stop the start when they are wrong.</summary>
public sealed class MailReaderTests
{
    [Fact]
    public void Without_a_server_there_is_none() => Read().Host.ShouldBeNull();

    [Fact]
    public void A_server_needs_its_name_and_our_mailbox_and_has_the_usual_port()
    {
        var mail = Read(("Host", "mail.example.com"), ("From", "Funnel <funnel@example.com>"));
        (mail.Host, mail.Port, mail.Security, mail.User).ShouldBe(("mail.example.com", 587, MailSecurity.StartTls, null));
        Read(("Host", "mail.example.com"), ("From", "funnel@example.com"), ("Security", "tls")).Port.ShouldBe(465);
        Read(("Host", "127.0.0.1"), ("From", "funnel@example.com"), ("Security", "none"), ("Port", "25")).Port.ShouldBe(25);
    }

    [Theory]
    [InlineData("FunnelGrains__Smtp__Port is set, and no mail server: name it in FunnelGrains__Smtp__Host.", "Port", "25")]
    [InlineData("FunnelGrains__Smtp__Host is 'mail example', not a name or address such as mail.example.com.", "Host", "mail example", "From", "a@example.com")]
    [InlineData("FunnelGrains__Smtp__From is '', not a mailbox such as funnel@example.com.", "Host", "mail.example.com")]
    [InlineData("FunnelGrains__Smtp__From is 'ana', not a mailbox such as funnel@example.com.", "Host", "mail.example.com", "From", "ana")]
    [InlineData("FunnelGrains__Smtp__Port is '0', not a whole number from 1 to 65535.", "Host", "mail.example.com", "From", "a@example.com", "Port", "0")]
    [InlineData("FunnelGrains__Smtp__Security is 'ssl3', none of starttls, tls, none.", "Host", "mail.example.com", "From", "a@example.com", "Security", "ssl3")]
    [InlineData("FunnelGrains__Smtp__User and FunnelGrains__Smtp__Password go together.", "Host", "mail.example.com", "From", "a@example.com", "User", "u")]
    [InlineData("FunnelGrains__Smtp__Security is none, so the password could be read on its way: leave FunnelGrains__Smtp__User out, or use starttls or tls.",
        "Host", "mail.example.com", "From", "a@example.com", "User", "u", "Password", "p", "Security", "none")]
    public void What_is_wrong_is_said(string said, params string[] settings) =>
        Should.Throw<StartRefusedException>(() => Read([.. settings.Chunk(2).Select(pair => (pair[0], pair[1]))])).Message.ShouldBe(said);

    private static MailOptions Read(params (string Name, string Value)[] settings) => MailReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"FunnelGrains:Smtp:{one.Name}", (string?)one.Value))).Build());
}
