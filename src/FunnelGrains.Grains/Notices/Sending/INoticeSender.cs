using FunnelGrains.Domain.Agreements;

namespace FunnelGrains.Grains.Notices.Sending;

/// <summary>Brings one message to one endpoint, once.</summary>
internal interface INoticeSender
{
    /// <summary>Tries; whatever fails is the answer, never an exception.</summary>
    /// <param name="endpoint">Where it goes.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="what">What it tells.</param>
    /// <param name="book">The workspace's agreement, for names and its zone.</param>
    Task<SendResult> SendAsync(Endpoint endpoint, string id, Outgoing what, AgreementBook book);
}
