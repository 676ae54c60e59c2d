using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Storage.Archive;

/// <summary>A row as the table <c>journal</c> holds it: texts as they were written, so that also what this program does not know of comes back as it was.</summary>
/// <param name="Seq">Position in the shard's sequence.</param>
/// <param name="Lead">The lead; empty for rows of the shard itself.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="OccurredAt">Unix milliseconds.</param>
/// <param name="ReceivedAt">Unix milliseconds.</param>
/// <param name="Origin">Who sent it.</param>
/// <param name="Actor">Who did it; null where nobody says.</param>
/// <param name="Data">JSON text.</param>
/// <param name="Other">The bits of <see cref="OtherValues"/>.</param>
/// <param name="Personal">JSON text; null where there is none.</param>
internal readonly record struct PlainRow(
    long Seq, string Lead, string Id, string Type, long OccurredAt, long ReceivedAt, string Origin, string? Actor, string Data, int Other, string? Personal)
{
    /// <summary>As the journal's readers get it.</summary>
    public JournalRow Read(bool personal)
    {
        var (type, data) = EventDataCodec.Read(Type, Data);
        var happened = new LeadEvent(
            Id, type, Instant.FromUnixTimeMilliseconds(OccurredAt), Instant.FromUnixTimeMilliseconds(ReceivedAt), Origin, Actor, data);
        return new JournalRow(Seq, Lead, happened, (OtherValues)Other, personal ? Personal : null);
    }
}
