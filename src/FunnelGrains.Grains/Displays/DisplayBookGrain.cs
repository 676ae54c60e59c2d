using System.Collections.Immutable;
using FunnelGrains.Abstractions.Displays;
using FunnelGrains.Grains.Time;

namespace FunnelGrains.Grains.Displays;

/// <summary>
/// Which displays a workspace has. One is noted before it opens anything, and closed before it is forgotten: none works that is not listed. One that is listed may have no television,
/// where something died before its code was confirmed.
/// </summary>
internal sealed class DisplayBookGrain([PersistentState("displaybook", "grains")] IPersistentState<DisplayBookState> state, ServerClock clock) : Grain, IDisplayBookGrain
{
    private const int Most = 200;

    private ImmutableArray<string> ids = [];

    private string Workspace => DisplayKey.WorkspaceOfBook(this.GetPrimaryKeyString());

    private IPairingGrain Pairings => GrainFactory.GetGrain<IPairingGrain>(DisplayKey.Pairings);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        ids = [.. state.State.Ids];
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<Display>> AllAsync() => [.. (await Task.WhenAll(ids.Select(id => Grain(id).FindAsync()))).OfType<Display>()];

    public async Task<DisplayConfirmation> ConfirmAsync(string code, string name, DisplaySettings settings)
    {
        if (await Pairings.FindAsync(code) is not { } secretHash) return new DisplayConfirmation(null);
        // One that was noted and never made is shown nowhere, so nobody could strike it off.
        if (ids.Length >= Most) await KeepAsync([.. (await AllAsync()).Select(made => made.Id)]);
        if (ids.Length >= Most) return new DisplayConfirmation(null, IsFull: true);
        var display = new Display(Display.NewId(), secretHash, Workspace, name, settings, clock.Now);
        await KeepAsync(ids.Add(display.Id));
        await Grain(display.Id).CreateAsync(display);
        if (await Pairings.ConfirmAsync(code, display.Id)) return new DisplayConfirmation(display);
        // Somebody else was faster, or its time ran out meanwhile.
        await RevokeAsync(display.Id);
        return new DisplayConfirmation(null);
    }

    public async Task<Display?> ChangeAsync(string id, string name, DisplaySettings settings) => ids.Contains(id) ? await Grain(id).ChangeAsync(name, settings) : null;

    public async Task<bool> RevokeAsync(string id)
    {
        if (!ids.Contains(id)) return false;
        await Grain(id).RevokeAsync();
        await KeepAsync(ids.Remove(id));
        return true;
    }

    private IDisplayGrain Grain(string id) => GrainFactory.GetGrain<IDisplayGrain>(DisplayKey.Of(id));

    private async Task KeepAsync(ImmutableArray<string> next)
    {
        state.State = new DisplayBookState { Ids = [.. next] };
        await state.KeepAsync(this);
        ids = next;
    }
}

/// <summary>State of a workspace's displays.</summary>
internal sealed class DisplayBookState
{
    public List<string> Ids { get; set; } = [];
}
