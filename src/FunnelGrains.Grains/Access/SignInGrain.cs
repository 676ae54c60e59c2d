using System.Security.Cryptography;
using System.Text;
using FunnelGrains.Abstractions.Access;
using FunnelGrains.Grains.Time;
using NodaTime;

namespace FunnelGrains.Grains.Access;

/// <summary>
/// Links that work once, for ten minutes. They are kept, as hashes: the silo that made one may end before it is used, while the web node that printed it goes on.
/// </summary>
internal sealed class SignInGrain([PersistentState("signin", "grains")] IPersistentState<SignInState> state, ServerClock clock) : Grain, ISignInGrain
{
    private static readonly Duration Life = Duration.FromMinutes(10);

    public async Task<string> MakeAsync(string workspace)
    {
        var now = clock.Now;
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        state.State.Links.RemoveAll(link => Until(link) < now);
        state.State.Links.Add(new StoredLink(HashOf(token), workspace, (now + Life).ToUnixTimeMilliseconds()));
        await WriteAsync();
        return token;
    }

    public async Task<string?> RedeemAsync(string token)
    {
        var hash = HashOf(token);
        if (state.State.Links.Find(link => link.Hash == hash) is not { } link) return null;
        state.State.Links.Remove(link);
        // It is used up before it opens anything.
        await WriteAsync();
        return Until(link) >= clock.Now ? link.Workspace : null;
    }

    private async Task WriteAsync()
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            // Whether it is kept is unknown: the next activation reads it.
            DeactivateOnIdle();
            throw;
        }
    }

    private static Instant Until(StoredLink link) => Instant.FromUnixTimeMilliseconds(link.UntilUnixMs);

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>The links that were not used yet.</summary>
internal sealed class SignInState
{
    public List<StoredLink> Links { get; set; } = [];
}

/// <summary>A link as the storage keeps it.</summary>
internal sealed record StoredLink(string Hash, string Workspace, long UntilUnixMs);
