namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>No chance: always the first, and of what a dead process had asked for nothing.</summary>
internal sealed class ZeroRandom : Random
{
    public override int Next(int maxValue) => 0;
}
