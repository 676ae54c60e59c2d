namespace FunnelGrains.Web.Access;

/// <summary>Who may come in without a key.</summary>
public sealed class AccessOptions
{
    /// <summary>
    /// The workspace that anybody on this machine may read: set for the demo only, and only while every binding is loopback. Null for none.
    /// </summary>
    public string? OpenWorkspace { get; set; }

    /// <summary>Names of companies by workspace, for the heads of their boards. A workspace without one is headed with its key.</summary>
    public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal);
}
