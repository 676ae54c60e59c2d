using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Notices;
using Microsoft.Extensions.Logging;

namespace FunnelGrains.Grains.Notices.Sending;

/// <summary>Sends each kind its way.</summary>
internal sealed partial class NoticeSender(WebSender web, MailSender mail, ILogger<NoticeSender> logger) : INoticeSender
{
    public async Task<SendResult> SendAsync(Endpoint endpoint, string id, Outgoing what, AgreementBook book)
    {
        try
        {
            return await (endpoint.Settings.Kind == EndpointKind.Email ? mail.SendAsync(endpoint, id, what, book) : web.SendAsync(endpoint, id, what, book));
        }
        catch (Exception unforeseen)
        {
            // One message that nobody can send must not end the others; it is tried like any other, and the log says what it was.
            LogUnforeseen(logger, unforeseen, endpoint.Settings.Kind);
            return new SendResult("fault", "the server could not send it; its log says why");
        }
    }

    [LoggerMessage(LogLevel.Error, "A message to an endpoint of kind {Kind} could not be sent for a reason that was not foreseen")]
    private static partial void LogUnforeseen(ILogger logger, Exception why, EndpointKind kind);
}
