namespace FunnelGrains.Abstractions.Agreements;

/// <summary>Key of a workspace's agreement grain. It begins with a letter that no hexadecimal number has, since the grain storage would take those for one another.</summary>
public static class AgreementKey
{
    private const string Prefix = "pact/";

    /// <summary>The key, for example <c>pact/default</c>.</summary>
    public static string Of(string workspace) => Prefix + workspace;

    /// <summary>The workspace of a key.</summary>
    public static string WorkspaceOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key[Prefix.Length..];
    }
}
