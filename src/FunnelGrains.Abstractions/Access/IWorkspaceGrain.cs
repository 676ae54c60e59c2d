using FunnelGrains.Domain.Agreements;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Access;

/// <summary>A workspace's settings and agreement. Key: the workspace.</summary>
[Alias("fg.IWorkspaceGrain")]
public interface IWorkspaceGrain : IGrainWithStringKey
{
    /// <summary>The workspace; null when there is none.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<Workspace?> FindAsync();

    /// <summary>Creates it if there is none.</summary>
    [Alias("Create")]
    Task<Workspace> CreateAsync(Workspace workspace);
}
