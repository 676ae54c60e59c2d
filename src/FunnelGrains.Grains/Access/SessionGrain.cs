using FunnelGrains.Abstractions.Access;

namespace FunnelGrains.Grains.Access;

/// <summary>Whether a browser signed out, kept in Orleans storage; nothing is written before.</summary>
internal sealed class SessionGrain([PersistentState("session", "grains")] IPersistentState<SessionState> state) : Grain, ISessionGrain
{
    public Task<bool> IsEndedAsync() => Task.FromResult(state.State.Ended);

    public async Task EndAsync()
    {
        if (state.State.Ended) return;
        state.State.Ended = true;
        await state.KeepAsync(this);
    }
}

/// <summary>State of a session.</summary>
internal sealed class SessionState
{
    public bool Ended { get; set; }
}
