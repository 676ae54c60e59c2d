namespace FunnelGrains.Domain.Notices;

/// <summary>Who listens at an endpoint.</summary>
public enum EndpointKind : byte
{
    /// <summary>A program: signed messages as Standard Webhooks has them, one an announcement.</summary>
    Webhook,

    /// <summary>A channel behind an incoming webhook as Slack has them.</summary>
    Slack,

    /// <summary>A channel of Microsoft Teams behind a webhook of Workflows.</summary>
    Teams,

    /// <summary>People, by e-mail.</summary>
    Email,
}
