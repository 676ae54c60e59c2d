using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace FunnelGrains.Domain.Notices;

/// <summary>Signatures as Standard Webhooks 1.0 has them (symmetric, <c>v1</c>).</summary>
public static class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int Bytes = 24;

    /// <summary>A new secret: <c>whsec_</c> and base64 of 24 random bytes.</summary>
    public static string Make() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The value of the header <c>webhook-signature</c> for one or more secrets that are valid at once.</summary>
    /// <param name="secrets">Each with its prefix.</param>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="at">The header <c>webhook-timestamp</c>, in whole seconds.</param>
    /// <param name="body">The body as it is sent.</param>
    public static string Sign(IEnumerable<string> secrets, string id, Instant at, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}."));
        byte[] content = [.. head, .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), content))));
    }

    private static byte[] KeyOf(string secret) => Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
}
