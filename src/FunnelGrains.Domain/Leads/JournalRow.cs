using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Leads;

/// <summary>One row of a shard's journal.</summary>
/// <param name="Seq">Position in the shard's sequence: 1, 2, 3 … without gaps.</param>
/// <param name="Lead">The lead; empty for rows of the shard itself.</param>
/// <param name="Event">The event.</param>
/// <param name="Other">Which of the event's dimension values are counted as <c>(other)</c>.</param>
/// <param name="Personal">The event's personal data as JSON text; null when there is none or it was not read.</param>
[GenerateSerializer, Immutable, Alias("fg.row")]
public sealed record JournalRow(long Seq, string Lead, LeadEvent Event, OtherValues Other, string? Personal);

/// <summary>The dimension values of an event that found no place and are counted as <c>(other)</c>.</summary>
[Flags]
public enum OtherValues : byte
{
    /// <summary>All are counted under their own name.</summary>
    None = 0,

    /// <summary>The source.</summary>
    Source = 1,

    /// <summary>The campaign.</summary>
    Campaign = 2,

    /// <summary>The segment.</summary>
    Segment = 4,

    /// <summary>The owner.</summary>
    Owner = 8,

    /// <summary>The team.</summary>
    Team = 16,
}
