using FunnelGrains.Abstractions.Access;
using NodaTime;

namespace FunnelGrains.Web.Keys;

/// <summary>A key as lists show it: without its secret, which nobody keeps.</summary>
/// <param name="Id">Its public part, which the key's text begins with after <c>fg_</c>; the origin of its events is <c>key:</c> and this.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Scopes">Of <c>ingest</c>, <c>read</c>, <c>display</c>, <c>admin</c>.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record KeyBody(string Id, string Name, IReadOnlyList<string> Scopes, Instant CreatedAt)
{
    public static KeyBody Of(ApiKey key) => new(key.Id, key.Name, key.Scopes, key.CreatedAt);
}

/// <summary>A key just made.</summary>
/// <param name="Id">Its public part.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Text">What a sender puts behind <c>Authorization: Bearer</c>; shown only here and now.</param>
internal sealed record NewKeyBody(string Id, string Name, IReadOnlyList<string> Scopes, Instant CreatedAt, string Text);
