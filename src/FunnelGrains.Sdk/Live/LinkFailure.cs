using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;

namespace FunnelGrains.Sdk;

/// <summary>What a failure of the link to the hub means.</summary>
internal static class LinkFailure
{
    /// <summary>Whether it is one of those that a connection makes, and not a defect.</summary>
    public static bool IsOfConnection(Exception failed) =>
        failed is HttpRequestException or WebSocketException or IOException or HubException or TimeoutException or InvalidOperationException
            or OperationCanceledException;

    /// <summary>The server's refusal of the key; null for any other failure.</summary>
    public static FunnelApiException? Refusal(Exception failed)
    {
        // A web socket's failed upgrade tells its status in words only.
        var (status, words) = ((failed as HttpRequestException)?.StatusCode, failed.ToString());
        if (status == HttpStatusCode.Unauthorized || words.Contains("'401'", StringComparison.Ordinal))
            return new FunnelApiException(HttpStatusCode.Unauthorized, null, "The key is missing or not valid (401).");
        if (status == HttpStatusCode.Forbidden || words.Contains("'403'", StringComparison.Ordinal))
            return new FunnelApiException(HttpStatusCode.Forbidden, null, "The key's scope does not allow this (403).");
        return null;
    }

    /// <summary>The exception for the caller.</summary>
    public static FunnelException Of(Exception failed, Uri address) =>
        (FunnelException?)Refusal(failed)
        ?? new FunnelUnreachableException($"{address} cannot be reached: {failed.GetBaseException().Message}", false, failed);
}
