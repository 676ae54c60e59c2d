using System.Security.Cryptography;
using FunnelGrains.Abstractions.Access;
using FunnelGrains.Grains.Time;
using NodaTime;

namespace FunnelGrains.Grains.Access;

/// <summary>Links that work once, for ten minutes; a restart forgets them and prints a new one.</summary>
internal sealed class SignInGrain(ServerClock clock) : Grain, ISignInGrain
{
    private static readonly Duration Life = Duration.FromMinutes(10);
    private readonly Dictionary<string, (string Workspace, Instant Until)> links = new(StringComparer.Ordinal);

    public Task<string> MakeAsync(string workspace)
    {
        foreach (var old in links.Where(link => link.Value.Until < clock.Now).Select(link => link.Key).ToList()) links.Remove(old);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        links[token] = (workspace, clock.Now + Life);
        DelayDeactivation(Life.ToTimeSpan());
        return Task.FromResult(token);
    }

    public Task<string?> RedeemAsync(string token) =>
        Task.FromResult(links.Remove(token, out var link) && link.Until >= clock.Now ? link.Workspace : null);
}
