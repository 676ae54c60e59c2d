using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Displays;

/// <summary>A television that was let in: it reads boards, and nothing else, until it is revoked.</summary>
/// <param name="Id">10 letters and digits.</param>
/// <param name="SecretHash">SHA-256 of its secret's UTF-8 bytes.</param>
/// <param name="Workspace">The workspace it shows.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Settings">How it is to look.</param>
/// <param name="CreatedAt">When it was confirmed.</param>
/// <param name="LastSeenAt">When it last had a board open; null for never. Kept to the minute.</param>
/// <param name="Live">Whether it has one open now.</param>
[GenerateSerializer, Immutable, Alias("fg.display")]
public sealed record Display(
    string Id, ImmutableArray<byte> SecretHash, string Workspace, string Name, DisplaySettings Settings, Instant CreatedAt, Instant? LastSeenAt = null, bool Live = false)
{
    /// <summary>How long an id is.</summary>
    public const int IdLength = 10;

    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Makes a new id.</summary>
    public static string NewId() => RandomNumberGenerator.GetString(Letters, IdLength);

    /// <summary>Whether a text can be an id: nobody is asked about any other.</summary>
    public static bool IsId(string? text) => text is { Length: IdLength } && text.AsSpan().IndexOfAnyExcept(Letters) < 0;

    /// <summary>Makes a secret of 43 characters (256 random bits).</summary>
    public static string NewSecret() => RandomNumberGenerator.GetString(Letters, 43);

    /// <summary>What is kept of a secret.</summary>
    public static ImmutableArray<byte> HashOf(string secret) => [.. SHA256.HashData(Encoding.UTF8.GetBytes(secret))];

    /// <summary>Whether it is this display's secret; takes the same time for every text.</summary>
    public bool Opens(string secret) => CryptographicOperations.FixedTimeEquals(HashOf(secret).AsSpan(), SecretHash.AsSpan());
}
