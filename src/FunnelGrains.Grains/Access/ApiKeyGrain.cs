using FunnelGrains.Abstractions.Access;

namespace FunnelGrains.Grains.Access;

/// <summary>One key, kept in Orleans storage.</summary>
internal sealed class ApiKeyGrain([PersistentState("apikey", "grains")] IPersistentState<ApiKeyState> state) : Grain, IApiKeyGrain
{
    public async Task CreateAsync(ApiKey key)
    {
        if (state.State.Key is not null) throw new InvalidOperationException("the key exists");
        state.State = new ApiKeyState { Key = StoredKey.Of(key) };
        await state.WriteStateAsync();
    }

    public Task<ApiKey?> FindAsync()
    {
        // Anybody can ask for any name: one that is no key's does not stay in memory.
        if (state.State.Key is null) DeactivateOnIdle();
        return Task.FromResult(state.State is { Revoked: false, Key: { } key } ? key.ToKey() : null);
    }

    public Task<bool> IsRevokedAsync() => Task.FromResult(state.State.Revoked);

    public async Task<bool> RevokeAsync()
    {
        if (state.State.Key is null || state.State.Revoked) return false;
        state.State.Revoked = true;
        await state.WriteStateAsync();
        return true;
    }
}
