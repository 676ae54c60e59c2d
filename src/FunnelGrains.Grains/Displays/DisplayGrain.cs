using FunnelGrains.Abstractions.Displays;
using FunnelGrains.Grains.Time;
using NodaTime;

namespace FunnelGrains.Grains.Displays;

/// <summary>One display, kept in Orleans storage. It opens once it is kept, and is answered as revoked once that is kept.</summary>
internal sealed class DisplayGrain([PersistentState("display", "grains")] IPersistentState<DisplayState> state, ServerClock clock) : Grain, IDisplayGrain
{
    /// <summary>Its node tells every 20 s that it still has its board open.</summary>
    private static readonly Duration Live = Duration.FromSeconds(50);

    private static readonly Duration BetweenWrites = Duration.FromMinutes(1);

    private DisplayState kept = new();
    private Instant? seenAt;
    private bool open;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        kept = state.State;
        return Task.CompletedTask;
    }

    public Task CreateAsync(Display display)
    {
        if (kept is { Revoked: false, Display: { } same } && same.SecretHash.AsSpan().SequenceEqual(display.SecretHash.AsSpan())) return Task.CompletedTask;
        return kept is { Display: null, Revoked: false } ? KeepAsync(new DisplayState { Display = StoredDisplay.Of(display) }) : throw new InvalidOperationException("the display exists");
    }

    public Task<Display?> FindAsync()
    {
        // Anybody can ask for any name: one that is no display's does not stay in memory.
        if (kept.Display is null) DeactivateOnIdle();
        return Task.FromResult(Current());
    }

    public async Task<Display?> ChangeAsync(string name, DisplaySettings settings)
    {
        if (kept.Display is not { } display) return null;
        await KeepAsync(new DisplayState { Display = display.With(name, settings) });
        return Current();
    }

    public Task RevokeAsync() => kept.Revoked ? Task.CompletedTask : KeepAsync(new DisplayState { Revoked = true });

    public async Task SeenAsync(bool live)
    {
        if (kept.Display is not { } display) return;
        (seenAt, open) = (clock.Now, live);
        if (display.LastSeenUnixMs is { } last && clock.Now - Instant.FromUnixTimeMilliseconds(last) < BetweenWrites) return;
        await KeepAsync(new DisplayState { Display = display with { LastSeenUnixMs = clock.Now.ToUnixTimeMilliseconds() } });
    }

    private Display? Current() => kept is { Revoked: false, Display: { } display }
        ? display.ToDisplay(seenAt, open && seenAt is { } at && clock.Now - at < Live) : null;

    private async Task KeepAsync(DisplayState next)
    {
        state.State = next;
        await state.KeepAsync(this);
        kept = next;
    }
}
