using System.Collections.Immutable;
using FunnelGrains.Abstractions.Access;

namespace FunnelGrains.Grains.Access;

/// <summary>Which keys a workspace has. A key is noted before it opens anything, and closed before it is forgotten: none works that is not listed.</summary>
internal sealed class KeyBookGrain([PersistentState("keybook", "grains")] IPersistentState<KeyBookState> state) : Grain, IKeyBookGrain
{
    private const string Admin = "admin";

    public Task<ImmutableArray<ApiKey>> AllAsync() => Task.FromResult(state.State.Keys.Select(key => key.ToKey()).ToImmutableArray());

    public async Task CreateAsync(ApiKey key)
    {
        if (state.State.Keys.All(known => known.Id != key.Id))
        {
            state.State.Keys.Add(StoredKey.Of(key));
            await state.WriteStateAsync();
        }

        var grain = GrainFactory.GetGrain<IApiKeyGrain>(AccessKey.Of(key.Id));
        if (await grain.FindAsync() is null) await grain.CreateAsync(key);
    }

    public async Task<bool> CreateFirstAsync(ApiKey key)
    {
        if (state.State.Keys.Exists(known => known.Scopes.Contains(Admin))) return false;
        await CreateAsync(key);
        return true;
    }

    public async Task<KeyRevocation> RevokeAsync(string id)
    {
        if (state.State.Keys.Find(known => known.Id == id) is not { } key) return KeyRevocation.Unknown;
        if (key.Scopes.Contains(Admin) && state.State.Keys.Count(known => known.Scopes.Contains(Admin)) == 1) return KeyRevocation.LastAdministrator;
        await GrainFactory.GetGrain<IApiKeyGrain>(AccessKey.Of(id)).RevokeAsync();
        state.State.Keys.RemoveAll(known => known.Id == id);
        await state.WriteStateAsync();
        return KeyRevocation.Done;
    }
}
