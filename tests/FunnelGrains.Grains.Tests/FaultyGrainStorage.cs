using System.Collections.Concurrent;
using Orleans.Runtime;
using Orleans.Storage;

namespace FunnelGrains.Grains.Tests;

/// <summary>How a write of a grain's state ends.</summary>
internal enum StorageFault
{
    /// <summary>Nothing was written, as if the process had been killed before.</summary>
    Before,

    /// <summary>It was written, and the grain hears that it failed, as if the answer was lost.</summary>
    After,
}

/// <summary>The state names whose writes fail, until they are taken away again.</summary>
internal sealed class StorageFaults : ConcurrentDictionary<string, StorageFault>
{
    private int hits;

    /// <summary>How many writes failed.</summary>
    public int Hits => Volatile.Read(ref hits);

    public async Task WriteAsync(string name, Func<Task> write)
    {
        if (!TryGetValue(name, out var fault))
        {
            await write();
            return;
        }

        if (fault == StorageFault.After) await write();
        Interlocked.Increment(ref hits);
        throw new IOException($"the write of {name} failed, as a test wants it");
    }
}

/// <summary>The real storage, but for the writes that a test wants to fail.</summary>
internal sealed class FaultyGrainStorage(IGrainStorage real, StorageFaults faults) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => real.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        faults.WriteAsync(stateName, () => real.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        faults.WriteAsync(stateName, () => real.ClearStateAsync(stateName, grainId, grainState));
}
