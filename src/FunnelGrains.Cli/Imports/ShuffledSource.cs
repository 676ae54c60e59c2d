using System.Runtime.CompilerServices;

namespace FunnelGrains.Cli.Imports;

/// <summary>The items of another source in a random order that depends on the seed alone. Holds them all in memory.</summary>
internal sealed class ShuffledSource(IEventSource source, int seed) : IEventSource
{
    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = new List<SourceItem>();
        await foreach (var item in source.ReadAsync(cancellationToken))
            items.Add(item);
        new Random(seed).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items));
        for (var i = 0; i < items.Count; i++)
            yield return items[i] with { Done = (double)i / items.Count };
    }
}
