using System.Security.Claims;
using FunnelGrains.Abstractions.Access;
using FunnelGrains.Abstractions.Displays;
using FunnelGrains.Web.Admission;

namespace FunnelGrains.Web.Access;

/// <summary>Which keys and displays open something and which sessions were ended, as the grains said some seconds ago at most.</summary>
internal sealed class KnownAccess(IGrainFactory grains, RetryBudget retries, TimeProvider time)
{
    /// <summary>How old an answer may be for a single request: a revoked key opens nothing after it.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromSeconds(5);

    private readonly Remembered<ApiKey?> keys = new(time, id => retries.AskAsync(() => grains.GetGrain<IApiKeyGrain>(AccessKey.Of(id)).FindAsync()));
    private readonly Remembered<bool> ended = new(time, session => retries.AskAsync(() => grains.GetGrain<ISessionGrain>(AccessKey.Session(session)).IsEndedAsync()));

    private readonly Remembered<Display?> displays = new(time, id => retries.AskAsync(() => grains.GetGrain<IDisplayGrain>(DisplayKey.Of(id)).FindAsync()));

    /// <summary>The key; null when it is unknown or revoked.</summary>
    public ValueTask<ApiKey?> FindKeyAsync(string id) => keys.FindAsync(id, Recent);

    /// <summary>The display; null when it is unknown or revoked.</summary>
    public ValueTask<Display?> FindDisplayAsync(string id) => displays.FindAsync(id, Recent);

    /// <summary>Whether a caller would still be let in: his key or display is not revoked, his browser not signed out.</summary>
    /// <param name="caller">As he came in.</param>
    /// <param name="age">How old the answer may be.</param>
    public async ValueTask<bool> HoldsAsync(ClaimsPrincipal caller, TimeSpan age) =>
        caller.KeyId() is { } key ? await keys.FindAsync(key, age) is not null
        : caller.DisplayId() is { } display ? await displays.FindAsync(display, age) is not null
        : caller.Session() is not { } session || !await ended.FindAsync(session, age);

    /// <summary>A key was revoked at this node.</summary>
    public void ForgetKey(string id) => keys.Forget(id);

    /// <summary>A display was changed or revoked at this node.</summary>
    public void ForgetDisplay(string id) => displays.Forget(id);

    /// <summary>A display has a board open here, or had; nobody waits for it.</summary>
    public void SeeDisplay(string id, bool live) => grains.GetGrain<IDisplayGrain>(DisplayKey.Of(id)).SeenAsync(live).Ignore();

    /// <summary>Ends a session.</summary>
    public async Task EndAsync(string session)
    {
        await grains.GetGrain<ISessionGrain>(AccessKey.Session(session)).EndAsync();
        ended.Forget(session);
    }
}
