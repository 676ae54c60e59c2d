using Orleans.Runtime;

namespace FunnelGrains.Grains.Shards.Moving;

/// <summary>How long silos have been up.</summary>
internal static class SiloAge
{
    /// <summary>Whether it has been up for long; one that has just started does all for the first time, and slowly, while shards that go to it stand still.</summary>
    public static bool IsSeasoned(this SiloAddress silo, ShardOptions options)
    {
        // A silo's generation is the second in which it started.
        return silo.Generation < SiloAddress.AllocateNewGeneration() - options.SeasonedAfter.TotalSeconds;
    }
}
