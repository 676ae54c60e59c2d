using FunnelGrains.Abstractions.Access;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Storage.Workspaces;

namespace FunnelGrains.Grains.Workspaces;

/// <summary>A workspace, out of the table beside the journal.</summary>
internal sealed class WorkspaceGrain(IWorkspaces workspaces) : Grain, IWorkspaceGrain
{
    private Workspace? known;

    public async Task<Workspace?> FindAsync() => known ??= await workspaces.FindAsync(this.GetPrimaryKeyString(), CancellationToken.None);

    public async Task<Workspace> CreateAsync(Workspace workspace) => known = await workspaces.CreateAsync(workspace, CancellationToken.None);
}
