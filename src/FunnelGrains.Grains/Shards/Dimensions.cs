using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Journal;

namespace FunnelGrains.Grains.Shards;

/// <summary>Which dimension values have a place of their own; asks the journal for the others, once each.</summary>
internal sealed class Dimensions(IJournal journal, ShardKey shard, int limit)
{
    private readonly Dictionary<Dimension, HashSet<string>> admitted = [];
    private readonly HashSet<Dimension> full = [];

    public async Task LoadAsync(CancellationToken cancel)
    {
        foreach (var (dimension, values) in await journal.ReadDimensionValuesAsync(shard.Workspace, cancel))
            admitted[dimension] = new HashSet<string>(values, StringComparer.Ordinal);
    }

    /// <summary>Asks for a place for every value of the events that is not known to have one.</summary>
    public async Task AdmitAsync(IReadOnlyList<EventData> events)
    {
        if (Wanted(events) is not { } wanted) return;
        foreach (var (dimension, values) in wanted)
        {
            var placed = await journal.AdmitAsync(shard.Workspace, dimension, values, limit);
            if (!admitted.TryGetValue(dimension, out var known)) admitted[dimension] = known = new HashSet<string>(StringComparer.Ordinal);
            known.UnionWith(placed);
            if (placed.Count == values.Count) continue;
            // No place is left, and none is ever taken back: what has one now is all there will be.
            await LoadAsync(CancellationToken.None);
            full.Add(dimension);
        }
    }

    /// <summary>Which values of the event are counted as <c>(other)</c>.</summary>
    public OtherValues Others(EventData data)
    {
        var others = OtherValues.None;
        foreach (var (dimension, value) in new Values(data))
            if (!Has(dimension, value)) others |= FlagOf(dimension);
        return others;
    }

    private Dictionary<Dimension, HashSet<string>>? Wanted(IReadOnlyList<EventData> events)
    {
        Dictionary<Dimension, HashSet<string>>? wanted = null;
        foreach (var data in events)
            foreach (var (dimension, value) in new Values(data))
                if (!Has(dimension, value) && !full.Contains(dimension))
                {
                    wanted ??= [];
                    if (!wanted.TryGetValue(dimension, out var values)) wanted[dimension] = values = new HashSet<string>(StringComparer.Ordinal);
                    values.Add(value);
                }

        return wanted;
    }

    private bool Has(Dimension dimension, string value) => admitted.TryGetValue(dimension, out var values) && values.Contains(value);

    private static OtherValues FlagOf(Dimension dimension) => dimension switch
    {
        Dimension.Source => OtherValues.Source,
        Dimension.Campaign => OtherValues.Campaign,
        Dimension.Segment => OtherValues.Segment,
        Dimension.Owner => OtherValues.Owner,
        Dimension.Team => OtherValues.Team,
        _ => OtherValues.None,
    };

    /// <summary>The values that an event gives its lead; empty ones left out.</summary>
    private struct Values(EventData data)
    {
        private int next;

        public (Dimension Dimension, string Value) Current { get; private set; }

        public readonly Values GetEnumerator() => this;

        public bool MoveNext()
        {
            while (At(next++) is { } found)
            {
                if (string.IsNullOrEmpty(found.Value)) continue;
                Current = (found.Dimension, found.Value);
                return true;
            }

            return false;
        }

        private readonly (Dimension Dimension, string? Value)? At(int place) => data switch
        {
            Captured captured => Of(captured.Attributes, place),
            Updated updated => Of(updated.Attributes, place),
            Assigned assigned => place switch
            {
                0 => (Dimension.Owner, assigned.Owner),
                1 => (Dimension.Team, assigned.Team),
                _ => null,
            },
            _ => null,
        };

        private static (Dimension, string?)? Of(LeadAttributes attributes, int place) => place switch
        {
            0 => (Dimension.Source, attributes.Source),
            1 => (Dimension.Campaign, attributes.Campaign),
            2 => (Dimension.Segment, attributes.Segment),
            _ => null,
        };
    }
}
