namespace FunnelGrains.Grains.Notices;

/// <summary>The server that takes our mail.</summary>
public sealed class MailOptions
{
    /// <summary>Its name; null where there is none, and no endpoint of kind e-mail can be made.</summary>
    public string? Host { get; set; }

    /// <summary>Its port. 587 by default.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is kept secret. <see cref="MailSecurity.StartTls"/> by default.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Who signs in; null for nobody.</summary>
    public string? User { get; set; }

    /// <summary>With which password.</summary>
    public string? Password { get; set; }

    /// <summary>The mailbox that messages come from.</summary>
    public string From { get; set; } = "";
}

/// <summary>How a connection to a mail server is kept secret.</summary>
public enum MailSecurity
{
    /// <summary>It begins in the clear and becomes secret before anything is said; a server that cannot is refused.</summary>
    StartTls,

    /// <summary>Secret from the first byte.</summary>
    Tls,

    /// <summary>Not at all: for a server on this machine.</summary>
    None,
}
