using System.Collections.Immutable;
using FunnelGrains.Abstractions.Access;

namespace FunnelGrains.Grains.Access;

/// <summary>
/// Which keys a workspace has. A key is noted before it opens anything, and closed before it is forgotten: none works that is not listed. So one that is listed may not open, if a
/// write failed in between; only those that do are administrators.
/// </summary>
internal sealed class KeyBookGrain([PersistentState("keybook", "grains")] IPersistentState<KeyBookState> state) : Grain, IKeyBookGrain
{
    private const string Admin = "admin";

    private ImmutableArray<StoredKey> keys = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        keys = [.. state.State.Keys];
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ApiKey>> AllAsync() => Task.FromResult(keys.Select(key => key.ToKey()).ToImmutableArray());

    public async Task CreateAsync(ApiKey key)
    {
        if (keys.All(known => known.Id != key.Id)) await KeepAsync(keys.Add(StoredKey.Of(key)));
        if (!await OpensAsync(key.Id)) await Grain(key.Id).CreateAsync(key);
    }

    public async Task<bool> CreateFirstAsync(ApiKey key)
    {
        if (await AdministratorBesideAsync(key.Id)) return false;
        await CreateAsync(key);
        return true;
    }

    public async Task<KeyRevocation> RevokeAsync(string id)
    {
        if (keys.FirstOrDefault(known => known.Id == id) is not { } key) return KeyRevocation.Unknown;
        if (IsAdministrator(key) && await OpensAsync(id) && !await AdministratorBesideAsync(id)) return KeyRevocation.LastAdministrator;
        await Grain(id).RevokeAsync();
        await KeepAsync(keys.RemoveAll(known => known.Id == id));
        return KeyRevocation.Done;
    }

    private static bool IsAdministrator(StoredKey key) => key.Scopes.Contains(Admin);

    private async Task<bool> AdministratorBesideAsync(string id)
    {
        foreach (var key in keys)
            if (key.Id != id && IsAdministrator(key) && await OpensAsync(key.Id)) return true;
        return false;
    }

    private async Task<bool> OpensAsync(string id) => await Grain(id).FindAsync() is not null;

    private IApiKeyGrain Grain(string id) => GrainFactory.GetGrain<IApiKeyGrain>(AccessKey.Of(id));

    private async Task KeepAsync(ImmutableArray<StoredKey> next)
    {
        state.State = new KeyBookState { Keys = [.. next] };
        await state.KeepAsync(this);
        keys = next;
    }
}
