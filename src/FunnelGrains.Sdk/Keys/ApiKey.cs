namespace FunnelGrains.Sdk;

/// <summary>A key of the workspace, without its secret, which nobody keeps.</summary>
public sealed record ApiKey
{
    /// <summary>Its public part; the origin of its events is <c>key:</c> and this.</summary>
    public string Id { get; init; } = "";

    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Of <see cref="KeyScopes"/>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A key just made.</summary>
public sealed record NewApiKey
{
    /// <summary>Its public part.</summary>
    public string Id { get; init; } = "";

    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Of <see cref="KeyScopes"/>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The key itself, for <see cref="FunnelClientOptions.Key"/>; the server shows it only this once.</summary>
    public string Text { get; init; } = "";

    /// <summary>Leaves the key itself out, so that it may be logged.</summary>
    public override string ToString() => $"{Id} {Name} ({string.Join(", ", Scopes)})";
}

/// <summary>What a key may do.</summary>
public static class KeyScopes
{
    /// <summary>Post events.</summary>
    public const string Ingest = "ingest";

    /// <summary>Read everything, personal data included.</summary>
    public const string Read = "read";

    /// <summary>Follow the board.</summary>
    public const string Display = "display";

    /// <summary>Set goals and keys, audit; all else too.</summary>
    public const string Admin = "admin";
}

internal sealed record KeyOrder(string Name, IReadOnlyList<string> Scopes);
