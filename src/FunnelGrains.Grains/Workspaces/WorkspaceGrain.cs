using FunnelGrains.Abstractions.Access;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Storage.Workspaces;

namespace FunnelGrains.Grains.Workspaces;

/// <summary>A workspace, out of the table beside the journal; as new as the silo knows it.</summary>
internal sealed class WorkspaceGrain(IWorkspaces workspaces, AgreementBooks books) : Grain, IWorkspaceGrain
{
    public async Task<Workspace?> FindAsync() => (await books.FindAsync(this.GetPrimaryKeyString(), CancellationToken.None))?.Workspace;

    public Task<Workspace> CreateAsync(Workspace workspace) => workspaces.CreateAsync(workspace, CancellationToken.None);
}
