using System.Net;
using System.Net.Http.Headers;

namespace FunnelGrains.Sdk;

/// <summary>One attempt of a request, and the repetition of requests that may be repeated.</summary>
internal sealed class HttpPipe(HttpClient http, FunnelClientOptions options)
{
    private readonly Uri root = new(options.BaseAddress.AbsoluteUri.TrimEnd('/') + "/");

    public static HttpClient MakeClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Sends a request that may be carried out any number of times.</summary>
    public Task<Reply> SendAsync(
        HttpMethod method, string path, Func<HttpContent>? content, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        SendAsync(method, path, content, static _ => true, static _ => true, timeout, cancellationToken);

    /// <summary>Sends a request that must not be carried out twice: repeated only where the contract says that nothing was done.</summary>
    public Task<Reply> SendOnceAsync(HttpMethod method, string path, Func<HttpContent>? content, CancellationToken cancellationToken) =>
        SendAsync(method, path, content, static reply => reply.NothingDone, static lost => !lost.MayHaveArrived, null, cancellationToken);

    private async Task<Reply> SendAsync(
        HttpMethod method, string path, Func<HttpContent>? content, Func<Reply, bool> mayRepeat, Func<FunnelUnreachableException, bool> mayTryAgain,
        TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var budget = new RetryBudget(options);
        while (true)
        {
            try
            {
                var reply = await AttemptAsync(method, path, content, cancellationToken, timeout);
                if (!reply.Transient || !mayRepeat(reply) || !await budget.WaitAsync(reply.RetryAfter, reply.Failure().Message, cancellationToken))
                    return reply;
            }
            catch (FunnelUnreachableException lost)
            {
                if (!mayTryAgain(lost) || !await budget.WaitAsync(null, lost.Message, cancellationToken))
                    throw;
            }
        }
    }

    /// <exception cref="FunnelUnreachableException">No whole answer came.</exception>
    public async Task<Reply> AttemptAsync(
        HttpMethod method, string path, Func<HttpContent>? content, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(root, path)) { Content = content?.Invoke() };
        if (options.Key is { } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.Accept.ParseAdd("application/json");
        using var limit = new CancellationTokenSource(timeout ?? options.AttemptTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return new Reply(response.StatusCode, body, After(response.Headers.RetryAfter),
                response.Content.Headers.ContentType?.MediaType, response.Headers.Location, NextPage(response.Headers));
        }
        catch (HttpRequestException broken)
        {
            var arrived = broken.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);
            throw new FunnelUnreachableException(
                arrived ? $"The connection to {root} was lost: {broken.Message}" : $"{root} cannot be reached: {broken.Message}", arrived, broken);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FunnelUnreachableException($"{root} did not answer in time.", true, late);
        }
    }

    // Our server links to the next page by its query alone.
    private static string? NextPage(HttpResponseHeaders headers) =>
        headers.TryGetValues("Link", out var links) && links.FirstOrDefault(link => link.EndsWith("; rel=\"next\"", StringComparison.Ordinal)) is { } link
        && link.StartsWith("<?", StringComparison.Ordinal) ? link[1..link.IndexOf('>', StringComparison.Ordinal)] : null;

    private TimeSpan? After(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - options.Time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
