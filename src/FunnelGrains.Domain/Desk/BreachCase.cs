using System.Collections.Immutable;
using NodaTime;

namespace FunnelGrains.Domain.Desk;

/// <summary>What has been done about a breach: its deeds, and what they come to.</summary>
/// <param name="Deeds">All of them, by number.</param>
/// <param name="TakenBy">Who sees to it, or did until it was resolved; null for nobody.</param>
/// <param name="TakenAt">Since when.</param>
/// <param name="Resolution">How it was resolved; null while it is not.</param>
public sealed record BreachCase(ImmutableArray<DeskDeed> Deeds, string? TakenBy, Instant? TakenAt, DeskDeed? Resolution)
{
    /// <summary>Nobody has done anything.</summary>
    public static BreachCase None { get; } = new([], null, null, null);

    /// <summary>How many notes there are.</summary>
    public int Notes => Deeds.Count(deed => deed.Kind == DeskDeedKind.Noted);

    /// <summary>What deeds come to.</summary>
    /// <param name="deeds">By number.</param>
    public static BreachCase Of(IEnumerable<DeskDeed> deeds) => deeds.Aggregate(None, (now, deed) => now.After(deed));

    /// <summary>What it is after one more.</summary>
    public BreachCase After(DeskDeed deed)
    {
        ArgumentNullException.ThrowIfNull(deed);
        var now = this with { Deeds = Deeds.Add(deed) };
        return deed.Kind switch
        {
            DeskDeedKind.Taken => now with { TakenBy = deed.By, TakenAt = deed.At },
            DeskDeedKind.Released => now with { TakenBy = null, TakenAt = null },
            DeskDeedKind.Resolved => now with { Resolution = deed },
            DeskDeedKind.Noted => now,
            _ => throw new ArgumentOutOfRangeException(nameof(deed), deed.Kind, "is no kind of deed"),
        };
    }
}
