using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Goals;

namespace FunnelGrains.Grains.Goals;

/// <summary>Which goals a workspace has.</summary>
internal sealed class GoalBookGrain([PersistentState("goalbook", "grains")] IPersistentState<GoalBookState> state) : Grain, IGoalBookGrain
{
    private ImmutableSortedSet<string> ids = ImmutableSortedSet<string>.Empty;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        ids = state.State.Ids.ToImmutableSortedSet(StringComparer.Ordinal);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<string>> AllAsync() => Task.FromResult<ImmutableArray<string>>([.. ids]);

    public Task NoteAsync(string id) => KeepAsync(ids.Add(id));

    public Task ForgetAsync(string id) => KeepAsync(ids.Remove(id));

    private async Task KeepAsync(ImmutableSortedSet<string> next)
    {
        if (next == ids) return;
        state.State.Ids = [.. next];
        await state.KeepAsync(this);
        ids = next;
        GrainFactory.GetGrain<IFunnelGrain>(GoalKey.WorkspaceOfBook(this.GetPrimaryKeyString())).GoalsChangedAsync().Ignore();
    }
}
