using FunnelGrains.Domain.Agreements;

namespace FunnelGrains.Storage.Workspaces;

/// <summary>The workspaces and their agreements; kept beside the journal, since the fold depends on them.</summary>
public interface IWorkspaces
{
    /// <summary>The workspace; null when there is none.</summary>
    Task<Workspace?> FindAsync(string workspace, CancellationToken cancel);

    /// <summary>All of them, by key.</summary>
    Task<IReadOnlyList<Workspace>> AllAsync(CancellationToken cancel);

    /// <summary>Creates it if there is none; durable when it answers.</summary>
    /// <returns>What is there now: the given one, or the one that was there first.</returns>
    Task<Workspace> CreateAsync(Workspace workspace, CancellationToken cancel);
}
