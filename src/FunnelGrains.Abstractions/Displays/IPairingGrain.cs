using System.Collections.Immutable;
using NodaTime;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Displays;

/// <summary>
/// Televisions that show a code and wait until somebody confirms it: for ten minutes, a bounded number. Kept, so that a silo that ends does not lose what was confirmed.
/// Key: <see cref="DisplayKey.Pairings"/>.
/// </summary>
[Alias("fg.IPairingGrain")]
public interface IPairingGrain : IGrainWithStringKey
{
    /// <summary>Makes a code.</summary>
    /// <param name="secretHash">SHA-256 of the secret that the television keeps.</param>
    /// <param name="from">Where it asks from, in a form that names nobody; one place has at most 20 codes, of which a new one takes the oldest's place.</param>
    /// <returns>Null when too many are open.</returns>
    [Alias("Open")]
    Task<Pairing?> OpenAsync(ImmutableArray<byte> secretHash, string from);

    /// <summary>How a code stands, for whoever has its secret. May be asked again and again.</summary>
    [AlwaysInterleave, Alias("Claim")]
    Task<PairingClaim> ClaimAsync(string code, ImmutableArray<byte> secretHash);

    /// <summary>The hash of the secret of a code that waits; null for an unknown, expired or confirmed one.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<ImmutableArray<byte>?> FindAsync(string code);

    /// <summary>Confirms a code that waits; of two who do so at once, one does.</summary>
    /// <returns>False for an unknown, expired or confirmed one.</returns>
    [Alias("Confirm")]
    Task<bool> ConfirmAsync(string code, string display);
}

/// <summary>A code that waits to be confirmed.</summary>
/// <param name="Code">8 letters and digits, none of which looks like another.</param>
/// <param name="ExpiresAt">Until when.</param>
[GenerateSerializer, Immutable, Alias("fg.pairing")]
public sealed record Pairing(string Code, Instant ExpiresAt)
{
    /// <summary>What codes are made of: without 0 and O, 1, I and L.</summary>
    public const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>How long a code is.</summary>
    public const int Length = 8;
}

/// <summary>How a code stands.</summary>
/// <param name="Known">False for an unknown or expired code, and for a wrong secret.</param>
/// <param name="Display">The display that it became; null while nobody has confirmed it.</param>
[GenerateSerializer, Immutable, Alias("fg.pairingclaim")]
public sealed record PairingClaim(bool Known, string? Display);
