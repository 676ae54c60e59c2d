using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Domain.Meetings;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Grains.Meetings;

/// <summary>State of one meeting, in plain types: the stored form does not change when others do.</summary>
internal sealed class MeetingState
{
    /// <summary>Null where there is no meeting.</summary>
    public StoredEntry? Entry { get; set; }

    public StoredFigures? Figures { get; set; }

    /// <summary>Decisions of earlier meetings that were open; what became of them is kept where they were made.</summary>
    public List<StoredCarried> Carried { get; set; } = [];

    public List<StoredDecision> Decisions { get; set; } = [];

    public StoredNotes? Notes { get; set; }

    /// <summary>The state with other decisions or notes.</summary>
    public MeetingState With(List<StoredDecision>? decisions = null, StoredNotes? notes = null) =>
        new() { Entry = Entry, Figures = Figures, Carried = Carried, Decisions = decisions ?? Decisions, Notes = notes ?? Notes };
}

/// <summary>A decision of an earlier meeting.</summary>
internal sealed record StoredCarried(string Meeting, string Decision);

/// <summary>A decision; instants as Unix milliseconds, its day ISO.</summary>
internal sealed record StoredDecision(string Id, string Text, string? Owner, string? Due, bool Done, long CreatedAt, string CreatedBy, long ChangedAt, string ChangedBy)
{
    public static StoredDecision Of(Decision one) => new(
        one.Id, one.Terms.Text, one.Terms.Owner, one.Terms.Due is { } due ? LocalDatePattern.Iso.Format(due) : null, one.Terms.Done, one.CreatedAt.ToUnixTimeMilliseconds(),
        one.CreatedBy, one.ChangedAt.ToUnixTimeMilliseconds(), one.ChangedBy);

    public Decision ToDecision() => new(
        Id, new DecisionTerms(Text, Owner, Due is null ? null : LocalDatePattern.Iso.Parse(Due).Value, Done), Instant.FromUnixTimeMilliseconds(CreatedAt), CreatedBy,
        Instant.FromUnixTimeMilliseconds(ChangedAt), ChangedBy);
}

/// <summary>Notes.</summary>
internal sealed record StoredNotes(string Text, long ChangedAt, string ChangedBy)
{
    /// <returns>Null for an empty text.</returns>
    public MeetingNotes? ToNotes() => Text.Length == 0 ? null : new MeetingNotes(Text, Instant.FromUnixTimeMilliseconds(ChangedAt), ChangedBy);
}
