using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Meetings;
using NodaTime;

namespace FunnelGrains.Grains.Meetings;

/// <summary>State of a workspace's book of meetings, in plain types.</summary>
internal sealed class MeetingBookState
{
    /// <summary>Up to here the agreed meetings are noted; Unix milliseconds, null before the first look.</summary>
    public long? PlannedThrough { get; set; }

    /// <summary>The meetings, in the order in which they were noted.</summary>
    public List<StoredEntry> Entries { get; set; } = [];

    /// <summary>The meetings that may have open decisions, with the number of the last change that was announced.</summary>
    public Dictionary<string, long> Deciding { get; set; } = [];
}

/// <summary>A meeting as the book stores it; instants as Unix milliseconds.</summary>
internal sealed record StoredEntry(
    string Id, MeetingKind Kind, string? Rhythm, string Pt, string En, long At, long Since, MeetingStanding Standing, long? MadeAt, string? CalledBy)
{
    public static StoredEntry Of(MeetingEntry entry) => new(
        entry.Id, entry.Kind, entry.Rhythm, entry.Name.Pt, entry.Name.En, entry.At.ToUnixTimeMilliseconds(), entry.Since.ToUnixTimeMilliseconds(), entry.Standing,
        entry.MadeAt?.ToUnixTimeMilliseconds(), entry.CalledBy);

    public MeetingEntry ToEntry() => new(
        Id, Kind, Rhythm, new LocalText(Pt, En), Instant.FromUnixTimeMilliseconds(At), Instant.FromUnixTimeMilliseconds(Since), Standing,
        MadeAt is { } made ? Instant.FromUnixTimeMilliseconds(made) : null, CalledBy);
}
