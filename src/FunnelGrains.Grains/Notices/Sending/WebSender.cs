using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Notices;
using FunnelGrains.Grains.Time;
using NodaTime;

namespace FunnelGrains.Grains.Notices.Sending;

/// <summary>
/// Posts to addresses of the web: to public ones only, without redirects, cookies or a proxy, within the time that an attempt has. Of the answer the status counts; a little of its body is
/// read so that the connection can be used again.
/// </summary>
internal sealed class WebSender : INoticeSender, IDisposable
{
    private const int MostOfAnswer = 16_384;

    private readonly ServerClock clock;
    private readonly NotifierOptions options;
    private readonly HttpMessageInvoker client;

    public WebSender(ServerClock clock, NotifierOptions options)
    {
        (this.clock, this.options) = (clock, options);
        client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            // A name is asked for anew now and then, and is looked at each time.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            MaxConnectionsPerServer = 64,
            MaxResponseHeadersLength = 32,
            MaxResponseDrainSize = 0,
            ConnectCallback = (context, cancel) => PublicConnections.ConnectAsync(context.DnsEndPoint, options.AllowPrivate, cancel),
        });
    }

    public async Task<SendResult> SendAsync(Endpoint endpoint, string id, Outgoing what, AgreementBook book)
    {
        // What was allowed when it was set may be so no more.
        if (WebTarget.Wrong(endpoint.Settings.Target, options) is { } wrong) return new SendResult("refused_address", $"the target {wrong}");
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Settings.Target) { Version = HttpVersion.Version11 };
        var body = WebBodies.Of(endpoint.Settings, what, book);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("FunnelGrains", null));
        if (endpoint.Settings.Kind == EndpointKind.Webhook) Sign(request, endpoint, id, body);
        using var patience = new CancellationTokenSource(options.Timeout);
        try
        {
            using var answer = await client.SendAsync(request, patience.Token).ConfigureAwait(false);
            await ReadSomeAsync(answer, patience.Token).ConfigureAwait(false);
            return Judge(answer);
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException or IOException or SocketException or AuthenticationException)
        {
            return Explain(failed, patience.IsCancellationRequested);
        }
    }

    public void Dispose() => client.Dispose();

    private void Sign(HttpRequestMessage request, Endpoint endpoint, string id, byte[] body)
    {
        var now = clock.Now;
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSecret.Sign(endpoint.SecretsAt(now), id, now, body));
    }

    /// <summary>What comes beyond the bound is left where it is, with its connection.</summary>
    private static async Task ReadSomeAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var buffer = new byte[4_096];
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        for (var read = 0; read < MostOfAnswer;)
        {
            var n = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false);
            if (n == 0) return;
            read += n;
        }
    }

    private SendResult Judge(HttpResponseMessage answer)
    {
        var code = (int)answer.StatusCode;
        return code switch
        {
            >= 200 and < 300 => SendResult.Ok(code),
            >= 300 and < 400 => new SendResult("redirected", $"answered {code}, a redirect: the address itself must take the message", code),
            410 => new SendResult("gone", "answered 410: it wants nothing any more", code, Gone: true),
            _ => new SendResult("refused", $"answered {code}", code, AskedFor(answer.Headers.RetryAfter)),
        };
    }

    private Duration? AskedFor(RetryConditionHeaderValue? after) => after switch
    {
        { Delta: { } wait } => Duration.FromTimeSpan(wait),
        { Date: { } date } when Instant.FromDateTimeOffset(date) - clock.Now is var wait && wait > Duration.Zero => wait,
        _ => null,
    };

    private SendResult Explain(Exception failed, bool late)
    {
        for (var cause = failed; cause is not null; cause = cause.InnerException)
            if (cause is RefusedAddressException refused) return new SendResult("refused_address", refused.Message);
        if (late) return new SendResult("timeout", string.Create(CultureInfo.InvariantCulture, $"did not answer within {options.Timeout.TotalSeconds:0.###} s"));
        for (var cause = failed; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException) return new SendResult("tls", "its certificate or its TLS cannot be trusted");
            if (cause is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery })
                return new SendResult("unknown_name", "its name leads nowhere");
            if (cause is SocketException socket) return new SendResult("unreachable", $"cannot be connected to ({socket.SocketErrorCode})");
        }

        return new SendResult("broken_off", "broke the connection off, or answered what is no HTTP");
    }
}
