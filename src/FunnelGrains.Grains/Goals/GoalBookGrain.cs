using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain.Goals;

namespace FunnelGrains.Grains.Goals;

/// <summary>Which goals a workspace has.</summary>
internal sealed class GoalBookGrain([PersistentState("goalbook", "grains")] IPersistentState<GoalBookState> state) : Grain, IGoalBookGrain
{
    public Task<ImmutableSortedDictionary<string, GoalDefinition>> AllAsync() =>
        Task.FromResult(state.State.Goals.ToImmutableSortedDictionary(StringComparer.Ordinal));

    public async Task NoteAsync(string id, GoalDefinition? definition)
    {
        if (definition is null) state.State.Goals.Remove(id);
        else state.State.Goals[id] = definition;
        await state.WriteStateAsync();
        GrainFactory.GetGrain<IFunnelGrain>(this.GetPrimaryKeyString()).GoalsChangedAsync().Ignore();
    }
}
