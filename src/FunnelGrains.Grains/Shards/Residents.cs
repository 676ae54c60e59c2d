namespace FunnelGrains.Grains.Shards;

/// <summary>The leads a shard holds in mind, at most a limit; the one idle for longest goes first, never one on its way.</summary>
internal sealed class Residents(int limit)
{
    private readonly Dictionary<string, Resident> byLead = new(StringComparer.Ordinal);
    private readonly LinkedList<Resident> byUse = [];

    public int Count => byLead.Count;

    public Resident? Find(string lead) => byLead.GetValueOrDefault(lead);

    public void Add(Resident resident)
    {
        byLead.Add(resident.Lead, resident);
        resident.Place = byUse.AddLast(resident);
    }

    /// <summary>Lets all go; none is on its way.</summary>
    public void Clear()
    {
        byLead.Clear();
        byUse.Clear();
    }

    public void Pin(Resident resident)
    {
        resident.Pins++;
        if (resident.Place is not { Next: not null } place) return;
        byUse.Remove(place);
        byUse.AddLast(place);
    }

    /// <summary>Lets go those beyond the limit that are on no way.</summary>
    /// <param name="let">Is told each that goes.</param>
    public void Trim(Action<Resident> let)
    {
        for (var place = byUse.First; place is not null && byLead.Count > limit;)
        {
            var next = place.Next;
            if (place.Value.Pins == 0)
            {
                byUse.Remove(place);
                byLead.Remove(place.Value.Lead);
                let(place.Value);
            }

            place = next;
        }
    }
}
