using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// Knows for certain of most new leads that they are new, so that no query asks for their history: a Bloom filter in layers of doubling size, 10 bits
/// a lead, 7 probes (about 1 % false alarms, each costing one query that finds nothing).
/// </summary>
internal sealed class LeadFilter
{
    private const int BitsPerLead = 10;
    private const int Probes = 7;
    private readonly List<ulong[]> layers = [];
    private int room;
    private bool complete;

    /// <summary>All leads of the journal are added: from now on it says of others that they are new.</summary>
    public void Complete() => complete = true;

    /// <summary>Adds a lead; one that it may contain already takes no room again.</summary>
    public void Add(string lead)
    {
        if (HasBitsOf(lead)) return;
        if (room == 0) Grow();
        room--;
        var bits = layers[^1];
        var (position, step) = Probe(lead);
        for (var i = 0; i < Probes; i++, position += step)
        {
            var bit = position % ((ulong)bits.Length * 64);
            bits[bit / 64] |= 1UL << (int)(bit % 64);
        }
    }

    /// <summary>False only for a lead that was never added, once all were.</summary>
    public bool MayContain(string lead) => !complete || HasBitsOf(lead);

    private bool HasBitsOf(string lead)
    {
        var (start, step) = Probe(lead);
        foreach (var bits in layers)
            if (Contains(bits, start, step)) return true;
        return false;
    }

    private static bool Contains(ulong[] bits, ulong position, ulong step)
    {
        for (var i = 0; i < Probes; i++, position += step)
        {
            var bit = position % ((ulong)bits.Length * 64);
            if ((bits[bit / 64] & (1UL << (int)(bit % 64))) == 0) return false;
        }

        return true;
    }

    private void Grow()
    {
        room = layers.Count == 0 ? 16_384 : (layers[^1].Length * 64 / BitsPerLead) * 2;
        layers.Add(new ulong[((long)room * BitsPerLead / 64) + 1]);
    }

    private static (ulong Start, ulong Step) Probe(string lead)
    {
        var hash = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(lead.AsSpan()));
        return ((ulong)hash, (ulong)(hash >> 64) | 1);
    }
}
