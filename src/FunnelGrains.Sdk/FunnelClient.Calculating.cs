using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FunnelGrains.Sdk;

public sealed partial class FunnelClient
{
    /// <summary>When a promise falls due on a business calendar. Nothing is stored.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public async Task<DateTimeOffset> CalculateDueAsync(DueQuestion question, CancellationToken cancellationToken = default)
    {
        var reply = await SendJsonAsync(HttpMethod.Post, "api/v1/calculate/due", question, FunnelJson.Default.DueQuestion, cancellationToken);
        return reply.Read(FunnelJson.Default.DueAnswer).Due;
    }

    /// <summary>The open time between two instants on a business calendar. Nothing is stored.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public async Task<TimeSpan> CalculateWorkedAsync(WorkedQuestion question, CancellationToken cancellationToken = default)
    {
        var reply = await SendJsonAsync(HttpMethod.Post, "api/v1/calculate/worked", question, FunnelJson.Default.WorkedQuestion, cancellationToken);
        return TimeSpan.FromSeconds(reply.Read(FunnelJson.Default.WorkedAnswer).Seconds);
    }

    private Task<Reply> SendJsonAsync<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        pipe.SendAsync(method, path, JsonContent(body, type), cancellationToken);

    private static Func<HttpContent> JsonContent<T>(T body, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return () => EventBody.Content(bytes, compressFrom: null);
    }
}
