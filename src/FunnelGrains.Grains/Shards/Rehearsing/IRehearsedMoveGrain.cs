namespace FunnelGrains.Grains.Shards.Rehearsing;

/// <summary>Goes from silo to silo with nothing in its hands, as a shard does. Key: anything that nobody else uses at the time.</summary>
[Alias("fg.IRehearsedMoveGrain")]
internal interface IRehearsedMoveGrain : IGrainWithStringKey
{
    /// <summary>Has it go; the next call finds it there.</summary>
    [Alias("Go")]
    Task GoAsync(SiloAddress to);

    /// <summary>Ends it.</summary>
    [Alias("End")]
    Task EndAsync();
}
