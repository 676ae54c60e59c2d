using System.Net;

namespace FunnelGrains.Sdk;

public sealed partial class FunnelClient
{
    /// <summary>The workspace's keys, the oldest first. The key needs the scope <c>admin</c>.</summary>
    /// <exception cref="FunnelException">The server refused or could not be reached.</exception>
    public Task<IReadOnlyList<ApiKey>> GetKeysAsync(CancellationToken cancellationToken = default) =>
        GetAsync(new QueryPath("api/v1/keys"), FunnelJson.Default.IReadOnlyListApiKey, cancellationToken);

    /// <summary>Makes a key. The key needs the scope <c>admin</c>. Repeated only where the server has not carried it out.</summary>
    /// <param name="name">What people call it; 1 to 100 characters.</param>
    /// <param name="scopes">One or more of <see cref="KeyScopes"/>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="FunnelUnreachableException">No answer came; when it may have arrived, a key that nobody knows may be there.</exception>
    /// <exception cref="FunnelApiException">The server refused.</exception>
    public async Task<NewApiKey> CreateKeyAsync(string name, IReadOnlyList<string> scopes, CancellationToken cancellationToken = default)
    {
        var content = JsonContent(new KeyOrder(name, scopes), FunnelJson.Default.KeyOrder);
        var reply = await pipe.SendOnceAsync(HttpMethod.Post, "api/v1/keys", content, cancellationToken);
        return reply.Read(FunnelJson.Default.NewApiKey);
    }

    /// <summary>Revokes a key for ever; one that is not there is no error. The key needs the scope <c>admin</c>.</summary>
    /// <exception cref="FunnelApiException">The server refused; 409 for the last key of scope <c>admin</c>.</exception>
    /// <exception cref="FunnelUnreachableException">The server could not be reached.</exception>
    public async Task RevokeKeyAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var reply = await pipe.SendAsync(HttpMethod.Delete, $"api/v1/keys/{Uri.EscapeDataString(id)}", null, cancellationToken);
        if (!reply.Success && reply.Status != HttpStatusCode.NotFound)
            throw reply.Failure();
    }
}
