using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace FunnelGrains.Web.Displays;

/// <summary>
/// How often strangers may ask for codes and about them, by where they ask from, and how often somebody may try a code. Behind a proxy that does not tell, all ask from one place.
/// </summary>
internal sealed class PairingRates : IAsyncDisposable
{
    /// <summary>A new code: 10 at once, 10 a minute.</summary>
    private readonly PartitionedRateLimiter<string> codes = Limiter(10, TimeSpan.FromSeconds(6));

    /// <summary>Whether one was confirmed: televisions ask every 3 s, and 30 of them may stand behind one address.</summary>
    private readonly PartitionedRateLimiter<string> claims = Limiter(60, TimeSpan.FromSeconds(0.1));

    /// <summary>A code that somebody types in: 20 at once, 20 a minute. There are 800,000,000,000.</summary>
    private readonly PartitionedRateLimiter<string> tries = Limiter(20, TimeSpan.FromSeconds(3));

    public TimeSpan? WaitForCode(string from) => Wait(codes, from);

    public TimeSpan? WaitForClaim(string from) => Wait(claims, from);

    public TimeSpan? WaitForTry(string workspace) => Wait(tries, workspace);

    /// <summary>Where a request comes from, in a form that names nobody: of IPv6 the first half, which one household or office has.</summary>
    public static string From(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return Convert.ToHexStringLower(SHA256.HashData(address.AddressFamily == AddressFamily.InterNetworkV6 ? bytes.AsSpan(0, 8) : bytes).AsSpan(0, 8));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await codes.DisposeAsync();
        await claims.DisposeAsync();
        await tries.DisposeAsync();
    }

    private static TimeSpan? Wait(PartitionedRateLimiter<string> limiter, string who)
    {
        using var lease = limiter.AttemptAcquire(who);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(6);
    }

    private static PartitionedRateLimiter<string> Limiter(int atOnce, TimeSpan each) => PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = atOnce,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = each,
            AutoReplenishment = true,
            QueueLimit = 0,
        }));
}
