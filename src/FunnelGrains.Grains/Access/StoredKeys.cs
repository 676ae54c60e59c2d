using FunnelGrains.Abstractions.Access;
using NodaTime;

namespace FunnelGrains.Grains.Access;

/// <summary>A key as the storage keeps it: plain types, so that the text stays readable for years.</summary>
internal sealed record StoredKey(string Id, byte[] SecretHash, string Workspace, string Name, string[] Scopes, long CreatedAtUnixMs)
{
    public static StoredKey Of(ApiKey key) =>
        new(key.Id, [.. key.SecretHash], key.Workspace, key.Name, [.. key.Scopes], key.CreatedAt.ToUnixTimeMilliseconds());

    public ApiKey ToKey() => new(Id, [.. SecretHash], Workspace, Name, [.. Scopes], Instant.FromUnixTimeMilliseconds(CreatedAtUnixMs));
}

/// <summary>State of one key.</summary>
internal sealed class ApiKeyState
{
    public StoredKey? Key { get; set; }

    public bool Revoked { get; set; }
}

/// <summary>State of a workspace's keys.</summary>
internal sealed class KeyBookState
{
    public List<StoredKey> Keys { get; set; } = [];
}
