namespace FunnelGrains.Web.Access;

/// <summary>Who may come in without a key.</summary>
public sealed class AccessOptions
{
    /// <summary>
    /// The workspace that anybody on this machine may read: set for the demo only, and only while every binding is loopback. Null for none.
    /// </summary>
    public string? OpenWorkspace { get; set; }
}
