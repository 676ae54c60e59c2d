using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace FunnelGrains.Abstractions.Access;

/// <summary>
/// The text of an API key: <c>fg_</c>, ten letters and digits that name it, <c>_</c>, and a secret of 32 letters and digits (190 random bits). An administrator may choose
/// any other text of 20 characters or more that can travel in a header; its name is then made of its hash.
/// </summary>
/// <param name="Id">The public part: ten letters and digits.</param>
/// <param name="SecretHash">SHA-256 of the secret part's UTF-8 bytes; of the whole text for a chosen one.</param>
public readonly record struct KeyText(string Id, ImmutableArray<byte> SecretHash)
{
    private const string Prefix = "fg_";
    private const int IdLength = 10;
    private const int SecretLength = 32;
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>The shortest and the longest text that can be a key.</summary>
    public const int Shortest = 20, Longest = 200;

    /// <summary>Makes the text of a new key; it is not kept anywhere.</summary>
    public static string Make() =>
        $"{Prefix}{RandomNumberGenerator.GetString(Letters, IdLength)}_{RandomNumberGenerator.GetString(Letters, SecretLength)}";

    /// <summary>Reads what a sender presents.</summary>
    /// <returns>Null for what cannot be a key.</returns>
    public static KeyText? Read(string? text)
    {
        if (text is null || text.Length is < Shortest or > Longest) return null;
        if (IsMade(text))
        {
            var from = Prefix.Length + IdLength + 1;
            return new KeyText(text.Substring(Prefix.Length, IdLength), Hash(text[from..]));
        }
        var hash = Hash(text);
        return new KeyText(string.Concat("x", Convert.ToHexStringLower(hash.AsSpan(0, IdLength))[..(IdLength - 1)]), hash);
    }

    /// <summary>Whether a header can carry the text as it is: visible ASCII, and spaces within.</summary>
    public static bool CanTravel(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !text.StartsWith(' ') && !text.EndsWith(' ');
    }

    /// <summary>Whether it is the key whose hash is kept; takes the same time for every text.</summary>
    public bool Matches(ApiKey kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return CryptographicOperations.FixedTimeEquals(SecretHash.AsSpan(), kept.SecretHash.AsSpan());
    }

    private static bool IsMade(string text) =>
        text.Length == Prefix.Length + IdLength + 1 + SecretLength
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text[Prefix.Length + IdLength] == '_'
        && text.AsSpan(Prefix.Length, IdLength).IndexOfAnyExcept(Letters) < 0;

    private static ImmutableArray<byte> Hash(string text) => [.. SHA256.HashData(Encoding.UTF8.GetBytes(text))];
}
