using Microsoft.AspNetCore.SignalR.Client;

namespace FunnelGrains.Sdk;

/// <summary>
/// At once, then after 1, 2, 4 … up to 30 s, a random part of up to a half taken off, without end; but not where the server refuses the key.
/// </summary>
internal sealed class ReconnectForEver : IRetryPolicy
{
    public TimeSpan? NextRetryDelay(RetryContext retryContext)
    {
        if (retryContext.PreviousRetryCount == 0)
            return TimeSpan.Zero;
        return retryContext.RetryReason is { } reason && LinkFailure.Refusal(reason) is not null
            ? null
            : Wait(retryContext.PreviousRetryCount);
    }

    /// <summary>The wait after so many tries, from 1.</summary>
    public static TimeSpan Wait(long tries)
    {
        var seconds = Math.Min(30, Math.Pow(2, Math.Min(10, tries - 1)));
        return TimeSpan.FromSeconds(seconds * (1 - (Random.Shared.NextDouble() / 2)));
    }
}
