namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>Draws faults from a bag that is filled anew when it is empty, so that each kind comes, in an order that the seed decides.</summary>
/// <param name="seed">Decides all.</param>
/// <param name="only">The one kind that is wanted; null for all.</param>
internal sealed class FaultDraw(int seed, FaultKind? only)
{
    private static readonly TimeSpan LongestAway = TimeSpan.FromSeconds(6);

    private readonly Random random = new(seed);
    private readonly Queue<FaultKind> bag = new();

    /// <summary>The next fault.</summary>
    public Fault Next()
    {
        if (bag.Count == 0) Fill();
        var kind = bag.Dequeue();
        return new(kind, random.Next(kind == FaultKind.KillWeb ? ChaosSettings.Webs : ChaosSettings.Silos), For(kind));
    }

    /// <summary>How long all is left in peace before the next fault: 4 to 12 s, so that some 85 come in 20 minutes, and a silo that came back has begun to do its part when the next one goes.</summary>
    public TimeSpan Peace() => TimeSpan.FromSeconds(4 + (8 * random.NextDouble()));

    private void Fill()
    {
        FaultKind[] kinds =
        [
            FaultKind.KillSilo, FaultKind.KillSilo, FaultKind.TerminateSilo, FaultKind.TerminateSilo, FaultKind.FreezeSilo, FaultKind.FreezeSilo,
            FaultKind.KillWeb, FaultKind.RestartDatabase, FaultKind.KillAllSilos,
        ];
        if (only is { } kind) kinds = [kind];
        random.Shuffle(kinds);
        foreach (var drawn in kinds) bag.Enqueue(drawn);
    }

    private TimeSpan For(FaultKind kind) => kind switch
    {
        FaultKind.FreezeSilo => TimeSpan.FromSeconds(1 + (7 * random.NextDouble())),
        FaultKind.RestartDatabase or FaultKind.KillAllSilos => TimeSpan.Zero,
        _ => LongestAway * random.NextDouble(),
    };
}
