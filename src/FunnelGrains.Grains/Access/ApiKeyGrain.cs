using FunnelGrains.Abstractions.Access;

namespace FunnelGrains.Grains.Access;

/// <summary>One key, kept in Orleans storage. It opens once it is kept, and is answered as revoked once that is kept.</summary>
internal sealed class ApiKeyGrain([PersistentState("apikey", "grains")] IPersistentState<ApiKeyState> state) : Grain, IApiKeyGrain
{
    private ApiKeyState kept = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        kept = state.State;
        return Task.CompletedTask;
    }

    public Task CreateAsync(ApiKey key) => kept is { Key: null, Revoked: false }
        ? KeepAsync(new ApiKeyState { Key = StoredKey.Of(key) })
        : throw new InvalidOperationException("the key exists");

    public Task<ApiKey?> FindAsync()
    {
        // Anybody can ask for any name: one that is no key's does not stay in memory.
        if (kept.Key is null) DeactivateOnIdle();
        return Task.FromResult(kept is { Revoked: false, Key: { } key } ? key.ToKey() : null);
    }

    public Task<bool> IsRevokedAsync() => Task.FromResult(kept.Revoked);

    public async Task<bool> RevokeAsync()
    {
        if (kept.Revoked) return false;
        // Also a key whose creation failed: should that write come through after all, it meets this one.
        await KeepAsync(new ApiKeyState { Key = kept.Key, Revoked = true });
        return true;
    }

    private async Task KeepAsync(ApiKeyState next)
    {
        state.State = next;
        await state.KeepAsync(this);
        kept = next;
    }
}
