using System.Collections.Immutable;
using NodaTime;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Access;

/// <summary>One API key, by the public part of its text; only the hash of the secret is kept. Key: <see cref="AccessKey.Of"/>.</summary>
[Alias("fg.IApiKeyGrain")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>Makes the key.</summary>
    /// <exception cref="InvalidOperationException">It exists, or was revoked.</exception>
    [Alias("Create")]
    Task CreateAsync(ApiKey key);

    /// <summary>The key; null when unknown or revoked.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<ApiKey?> FindAsync();

    /// <summary>Whether it was revoked: it opens nothing any more, and cannot be made again.</summary>
    [AlwaysInterleave, Alias("IsRevoked")]
    Task<bool> IsRevokedAsync();

    /// <summary>Ends the key, for ever; also one that was never made, which then cannot be.</summary>
    /// <returns>False when it was ended before.</returns>
    [Alias("Revoke")]
    Task<bool> RevokeAsync();
}

/// <summary>The keys of a workspace. Key: <see cref="AccessKey.Book"/>.</summary>
[Alias("fg.IKeyBookGrain")]
public interface IKeyBookGrain : IGrainWithStringKey
{
    /// <summary>All keys that are not revoked, without their hashes' use: names, scopes, when made.</summary>
    [AlwaysInterleave, Alias("All")]
    Task<ImmutableArray<ApiKey>> AllAsync();

    /// <summary>Makes and notes a key; its text is made by the caller.</summary>
    [Alias("Create")]
    Task CreateAsync(ApiKey key);

    /// <summary>Makes and notes a key, unless the workspace has another that opens with the scope <c>admin</c>: of nodes that start at once, one makes the first. May be repeated.</summary>
    /// <returns>False when it has another.</returns>
    [Alias("CreateFirst")]
    Task<bool> CreateFirstAsync(ApiKey key);

    /// <summary>Revokes a key of this workspace; within seconds it opens nothing anywhere.</summary>
    [Alias("Revoke")]
    Task<KeyRevocation> RevokeAsync(string id);
}

/// <summary>What became of a revocation.</summary>
public enum KeyRevocation : byte
{
    /// <summary>The workspace has no such key.</summary>
    Unknown,

    /// <summary>It is revoked.</summary>
    Done,

    /// <summary>Without it nobody could make keys any more: it stands.</summary>
    LastAdministrator,
}

/// <summary>A key.</summary>
/// <param name="Id">The public part: 10 letters and digits.</param>
/// <param name="SecretHash">SHA-256 of the secret part's UTF-8 bytes.</param>
/// <param name="Workspace">The workspace it opens.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Scopes">Of <c>ingest</c>, <c>read</c>, <c>display</c>, <c>admin</c>.</param>
/// <param name="CreatedAt">When it was made.</param>
[GenerateSerializer, Immutable, Alias("fg.apikey")]
public sealed record ApiKey(
    string Id, ImmutableArray<byte> SecretHash, string Workspace, string Name, ImmutableArray<string> Scopes, Instant CreatedAt);

/// <summary>One-time sign-in links. Key: <see cref="AccessKey.SignIn"/>.</summary>
[Alias("fg.ISignInGrain")]
public interface ISignInGrain : IGrainWithStringKey
{
    /// <summary>Makes a token that works once, within 10 minutes.</summary>
    [Alias("Make")]
    Task<string> MakeAsync(string workspace);

    /// <summary>Uses a token up.</summary>
    /// <returns>The workspace it opens; null for an unknown, used or expired one.</returns>
    [Alias("Redeem")]
    Task<string?> RedeemAsync(string token);
}
