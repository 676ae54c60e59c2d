using System.Collections.Immutable;
using System.Security.Cryptography;
using FunnelGrains.Abstractions.Displays;
using FunnelGrains.Grains.Time;
using NodaTime;

namespace FunnelGrains.Grains.Displays;

/// <summary>The codes that televisions show, of all workspaces.</summary>
internal sealed class PairingGrain([PersistentState("pairing", "grains")] IPersistentState<PairingState> state, ServerClock clock) : Grain, IPairingGrain
{
    private const int MostOpen = 500;
    private const int MostFromOnePlace = 20;
    private static readonly Duration Life = Duration.FromMinutes(10);

    private ImmutableArray<StoredPairing> pairings = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        pairings = [.. state.State.Pairings];
        return Task.CompletedTask;
    }

    public async Task<Pairing?> OpenAsync(ImmutableArray<byte> secretHash, string from)
    {
        var open = pairings.RemoveAll(pairing => !IsOpen(pairing));
        // Whoever loads the page again and again takes nobody else's place.
        var own = open.Where(pairing => pairing.From == from).ToList();
        if (own.Count >= MostFromOnePlace) open = open.Remove(own.Find(pairing => pairing.Display is null) ?? own[0]);
        if (open.Length >= MostOpen) return null;
        string code;
        do code = RandomNumberGenerator.GetString(Pairing.Letters, Pairing.Length);
        while (open.Any(pairing => pairing.Code == code));
        var until = clock.Now + Life;
        await KeepAsync(open.Add(new StoredPairing(code, [.. secretHash], from, until.ToUnixTimeMilliseconds(), null)));
        return new Pairing(code, until);
    }

    public Task<PairingClaim> ClaimAsync(string code, ImmutableArray<byte> secretHash) => Task.FromResult(
        Find(code) is { } pairing && CryptographicOperations.FixedTimeEquals(pairing.SecretHash, secretHash.AsSpan())
            ? new PairingClaim(true, pairing.Display) : new PairingClaim(false, null));

    public Task<ImmutableArray<byte>?> FindAsync(string code) =>
        Task.FromResult<ImmutableArray<byte>?>(Find(code) is { Display: null } pairing ? [.. pairing.SecretHash] : null);

    public async Task<bool> ConfirmAsync(string code, string display)
    {
        if (Find(code) is not { Display: null } pairing) return false;
        await KeepAsync(pairings.Replace(pairing, pairing with { Display = display }));
        return true;
    }

    private StoredPairing? Find(string code) => pairings.FirstOrDefault(pairing => pairing.Code == code && IsOpen(pairing));

    private bool IsOpen(StoredPairing pairing) => clock.Now < Instant.FromUnixTimeMilliseconds(pairing.UntilUnixMs);

    private async Task KeepAsync(ImmutableArray<StoredPairing> next)
    {
        state.State = new PairingState { Pairings = [.. next] };
        await state.KeepAsync(this);
        pairings = next;
    }
}

/// <summary>The codes that are open.</summary>
internal sealed class PairingState
{
    public List<StoredPairing> Pairings { get; set; } = [];
}

/// <summary>A code as the storage keeps it.</summary>
internal sealed record StoredPairing(string Code, byte[] SecretHash, string From, long UntilUnixMs, string? Display);
