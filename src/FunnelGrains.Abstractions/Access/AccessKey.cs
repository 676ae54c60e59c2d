namespace FunnelGrains.Abstractions.Access;

/// <summary>Keys of the grains that keep who may come in. They begin with a letter that no hexadecimal number has, since the grain storage would take those for one another.</summary>
public static class AccessKey
{
    /// <summary>The key of the one-time links.</summary>
    public const string SignIn = "signin/links";

    /// <summary>The key of an API key's grain, for example <c>key/8s7Kd0wQxA</c>.</summary>
    public static string Of(string id) => $"key/{id}";

    /// <summary>The key of a browser's session.</summary>
    public static string Session(string id) => $"session/{id}";

    /// <summary>The key of a workspace's book of keys, for example <c>keys/default</c>.</summary>
    public static string Book(string workspace) => $"keys/{workspace}";
}
