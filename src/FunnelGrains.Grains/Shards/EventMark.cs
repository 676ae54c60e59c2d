using System.IO.Hashing;
using System.Runtime.InteropServices;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Grains.Shards;

/// <summary>What a shard remembers of an event, to know it again: hashes seeded anew in each process, so that nobody can aim at a collision.</summary>
/// <param name="Id">Of the event's id.</param>
/// <param name="Content">Of all it says, but for the time.</param>
/// <param name="OccurredAt">Unix milliseconds.</param>
internal readonly record struct EventMark(ulong Id, ulong Content, long OccurredAt)
{
    private static readonly long Seed = Random.Shared.NextInt64();

    public static EventMark Of(IncomingEvent e) => new(IdOf(e.Id), ContentOf(e.Type, e.Actor, e.Data, e.Personal), e.OccurredAt.ToUnixTimeMilliseconds());

    public static EventMark Of(LeadEvent e, string? personal) => new(IdOf(e.Id), ContentOf(e.Type, e.Actor, e.Data, personal), e.OccurredAt.ToUnixTimeMilliseconds());

    public static ulong IdOf(string id) => Hash(id, Seed);

    private static ulong ContentOf(EventType type, string? actor, EventData data, string? personal)
    {
        var hash = XxHash3.HashToUInt64(EventDataCodec.Utf8(data), Seed + (int)type);
        if (actor is not null) hash = (hash * 31) ^ Hash(actor, Seed + 101);
        if (personal is not null) hash = (hash * 31) ^ Hash(personal, Seed + 102);
        return hash;
    }

    private static ulong Hash(string text, long seed) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()), seed);
}
