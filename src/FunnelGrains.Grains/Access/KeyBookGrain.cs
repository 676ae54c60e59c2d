using System.Collections.Immutable;
using FunnelGrains.Abstractions.Access;

namespace FunnelGrains.Grains.Access;

/// <summary>Which keys a workspace has. A key is noted before it opens anything, and closed before it is forgotten: none works that is not listed.</summary>
internal sealed class KeyBookGrain([PersistentState("keybook", "grains")] IPersistentState<KeyBookState> state) : Grain, IKeyBookGrain
{
    public Task<ImmutableArray<ApiKey>> AllAsync() => Task.FromResult(state.State.Keys.Select(key => key.ToKey()).ToImmutableArray());

    public async Task CreateAsync(ApiKey key)
    {
        if (state.State.Keys.All(known => known.Id != key.Id))
        {
            state.State.Keys.Add(StoredKey.Of(key));
            await state.WriteStateAsync();
        }

        var grain = GrainFactory.GetGrain<IApiKeyGrain>($"key/{key.Id}");
        if (await grain.FindAsync() is null) await grain.CreateAsync(key);
    }

    public async Task<bool> RevokeAsync(string id)
    {
        if (state.State.Keys.All(known => known.Id != id)) return false;
        await GrainFactory.GetGrain<IApiKeyGrain>($"key/{id}").RevokeAsync();
        state.State.Keys.RemoveAll(known => known.Id == id);
        await state.WriteStateAsync();
        return true;
    }
}
