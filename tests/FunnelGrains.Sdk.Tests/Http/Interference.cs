using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace FunnelGrains.Sdk.Tests.Http;

/// <summary>Stands on the way to the real host, sees every request, and lets one after the other go wrong as it is told.</summary>
internal sealed class Interference(params Interference.Fault[] faults) : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
{
    private readonly Queue<Fault> faults = new(faults);
    private readonly List<Seen> seen = [];

    /// <summary>What becomes of one request; null lets it pass.</summary>
    /// <param name="pass">Sends it to the host.</param>
    /// <param name="cancel">The client gives the request up.</param>
    public delegate Task<HttpResponseMessage> Fault(Func<Task<HttpResponseMessage>> pass, CancellationToken cancel);

    public IReadOnlyList<Seen> Requests => seen;

    /// <summary>The host carries it out, and the answer is lost.</summary>
    public static Fault AnswerLost { get; } = async (pass, _) =>
    {
        (await pass()).Dispose();
        throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection broke.");
    };

    /// <summary>Nothing goes wrong.</summary>
    public static Fault None { get; } = (pass, _) => pass();

    /// <summary>The host is never reached, and something before it answers.</summary>
    public static Fault Answer(HttpStatusCode status, string body = """{"title":"not now"}""", string type = "application/problem+json", RetryConditionHeaderValue? after = null) =>
        (_, _) =>
        {
            var answer = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type) };
            answer.Headers.RetryAfter = after;
            return Task.FromResult(answer);
        };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        seen.Add(await ReadAsync(request, cancellationToken));
        return await (faults.TryDequeue(out var fault) ? fault : None)(() => base.SendAsync(request, cancellationToken), cancellationToken);
    }

    private static async Task<Seen> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not { } content)
            return new Seen(request.Method, request.RequestUri!, [], false);
        var bytes = await content.ReadAsByteArrayAsync(cancellationToken);
        var packed = content.Headers.ContentEncoding.Contains("gzip");
        if (!packed)
            return new Seen(request.Method, request.RequestUri!, bytes, false);
        using var plain = new MemoryStream();
        await using (var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
            await gzip.CopyToAsync(plain, cancellationToken);
        return new Seen(request.Method, request.RequestUri!, plain.ToArray(), true);
    }

    /// <summary>A request as it went out, its body unpacked.</summary>
    internal sealed record Seen(HttpMethod Method, Uri Url, byte[] Body, bool Packed)
    {
        public List<string?> Ids => [.. JsonDocument.Parse(Body).RootElement.EnumerateArray()
            .Select(e => e.TryGetProperty("id", out var id) ? id.GetString() : null)];
    }
}
