namespace FunnelGrains.Host.Options;

/// <summary>Which parts of the house a process runs.</summary>
internal enum HostMode
{
    /// <summary>Silo and web in one process.</summary>
    All,

    /// <summary>Grains only.</summary>
    Silo,

    /// <summary>Web only, a client of silos elsewhere.</summary>
    Web,
}
