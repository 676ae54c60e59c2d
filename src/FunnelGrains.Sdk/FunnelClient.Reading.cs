using System.Net;
using System.Text.Json.Serialization.Metadata;

namespace FunnelGrains.Sdk;

public sealed partial class FunnelClient
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AuditTimeout = TimeSpan.FromHours(1);

    /// <summary>Whether the server accepts events now; asked once, never repeated. Needs no key.</summary>
    /// <exception cref="FunnelUnreachableException">The server could not be reached.</exception>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken = default) =>
        (await pipe.AttemptAsync(HttpMethod.Get, "health/ready", null, cancellationToken, ReadyTimeout)).Success;

    /// <summary>The funnel of a period; without a query, of the current month.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public Task<FunnelReport> GetFunnelAsync(FunnelQuery? query = null, CancellationToken cancellationToken = default) =>
        GetAsync(
            new QueryPath("api/v1/funnel").With("from", query?.From).With("to", query?.To).With("by", query?.By),
            FunnelJson.Default.FunnelReport, cancellationToken);

    /// <summary>One lead; null when it is unknown.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public async Task<LeadReport?> GetLeadAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var reply = await pipe.SendAsync(HttpMethod.Get, $"api/v1/leads/{Uri.EscapeDataString(id)}", null, cancellationToken);
        return reply.Status == HttpStatusCode.NotFound ? null : reply.Read(FunnelJson.Default.LeadReport);
    }

    /// <summary>Folds the journal from nothing and compares; takes a while on a large journal. The key needs the scope <c>admin</c>.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public Task<AuditReport> AuditAsync(CancellationToken cancellationToken = default) =>
        GetAsync(new QueryPath("api/v1/audit"), FunnelJson.Default.AuditReport, cancellationToken, AuditTimeout);

    private async Task<T> GetAsync<T>(QueryPath path, JsonTypeInfo<T> type, CancellationToken cancellationToken, TimeSpan? timeout = null)
        where T : class =>
        (await pipe.SendAsync(HttpMethod.Get, path.ToString(), null, cancellationToken, timeout)).Read(type);
}
