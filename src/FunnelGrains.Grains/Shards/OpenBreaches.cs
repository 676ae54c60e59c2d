using System.Collections.Immutable;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

/// <summary>The latest open breaches of a shard, by due; bounded, so that an old backlog costs no memory.</summary>
internal sealed class OpenBreaches(int limit)
{
    private readonly Dictionary<string, (ImmutableArray<BreachView> All, List<BreachView> Open)> byLead = new(StringComparer.Ordinal);
    private readonly SortedSet<(Instant Due, string Id, string Lead)> byDue = [];

    public void Load(IEnumerable<LeadBreach> breaches)
    {
        foreach (var group in breaches.GroupBy(breach => breach.Lead)) Set(group.Key, [.. group.Select(breach => breach.Breach)]);
    }

    public void Set(string lead, ImmutableArray<BreachView> breaches)
    {
        if (byLead.TryGetValue(lead, out var old))
        {
            if (old.All == breaches) return;
            byLead.Remove(lead);
            foreach (var breach in old.Open) byDue.Remove((breach.Due, breach.Id, lead));
        }

        List<BreachView>? open = null;
        foreach (var breach in breaches)
            if (breach.Open && !breach.Rescinded) (open ??= []).Add(breach);
        if (open is null) return;
        byLead[lead] = (breaches, open);
        foreach (var breach in open) byDue.Add((breach.Due, breach.Id, lead));
        while (byDue.Count > limit) Drop(byDue.Min);
    }

    public ImmutableArray<LeadBreach> Latest(int count) =>
        [.. byDue.Reverse().Take(count).Select(entry => new LeadBreach(entry.Lead, byLead[entry.Lead].Open.First(breach => breach.Id == entry.Id)))];

    private void Drop((Instant Due, string Id, string Lead) oldest)
    {
        byDue.Remove(oldest);
        var open = byLead[oldest.Lead].Open;
        open.RemoveAll(breach => breach.Id == oldest.Id);
        if (open.Count == 0) byLead.Remove(oldest.Lead);
    }
}
