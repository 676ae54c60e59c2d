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

    /// <summary>Adds a version of a workspace's agreement; durable when it answers, and never changed afterwards.</summary>
    /// <returns>False when the workspace has a version of that number or a later one, or is not there: nothing was added.</returns>
    Task<bool> PublishAsync(string workspace, Agreement agreement, CancellationToken cancel);

    /// <summary>The number of the newest version of each workspace: to see cheaply whether something came.</summary>
    Task<IReadOnlyDictionary<string, int>> NewestVersionsAsync(CancellationToken cancel);
}
