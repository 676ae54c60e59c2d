using Microsoft.AspNetCore.SignalR.Client;

namespace FunnelGrains.Cli.Tailing;

/// <summary>At once, then after 1, 2, 4 … up to 30 s, a random part of up to a half taken off, without end.</summary>
internal sealed class ReconnectForEver : IRetryPolicy
{
    public TimeSpan? NextRetryDelay(RetryContext retryContext)
    {
        if (retryContext.PreviousRetryCount == 0)
            return TimeSpan.Zero;
        var seconds = Math.Min(30, Math.Pow(2, Math.Min(10, retryContext.PreviousRetryCount - 1)));
        return TimeSpan.FromSeconds(seconds * (1 - (Random.Shared.NextDouble() / 2)));
    }
}
