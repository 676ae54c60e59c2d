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
    public async Task AdmitAsync(IEnumerable<EventData> events)
    {
        Dictionary<Dimension, HashSet<string>>? wanted = null;
        foreach (var data in events)
            foreach (var (dimension, value) in ValuesOf(data))
                if (!full.Contains(dimension) && !Has(dimension, value))
                {
                    wanted ??= [];
                    if (!wanted.TryGetValue(dimension, out var values)) wanted[dimension] = values = new HashSet<string>(StringComparer.Ordinal);
                    values.Add(value);
                }

        if (wanted is null) return;
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
        foreach (var (dimension, value) in ValuesOf(data))
            if (!Has(dimension, value)) others |= FlagOf(dimension);
        return others;
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

    private static ReadOnlySpan<(Dimension, string)> ValuesOf(EventData data)
    {
        return data switch
        {
            Captured captured => OriginOf(captured.Attributes),
            Updated updated => OriginOf(updated.Attributes),
            Assigned assigned => string.IsNullOrEmpty(assigned.Team)
                ? new[] { (Dimension.Owner, assigned.Owner) }
                : [(Dimension.Owner, assigned.Owner), (Dimension.Team, assigned.Team)],
            _ => [],
        };
    }

    private static (Dimension, string)[] OriginOf(LeadAttributes attributes)
    {
        var count = (string.IsNullOrEmpty(attributes.Source) ? 0 : 1) + (string.IsNullOrEmpty(attributes.Campaign) ? 0 : 1)
            + (string.IsNullOrEmpty(attributes.Segment) ? 0 : 1);
        if (count == 0) return [];
        var values = new (Dimension, string)[count];
        if (!string.IsNullOrEmpty(attributes.Segment)) values[--count] = (Dimension.Segment, attributes.Segment);
        if (!string.IsNullOrEmpty(attributes.Campaign)) values[--count] = (Dimension.Campaign, attributes.Campaign);
        if (!string.IsNullOrEmpty(attributes.Source)) values[--count] = (Dimension.Source, attributes.Source);
        return values;
    }
}
