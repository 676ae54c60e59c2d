using System.Text.Json.Serialization;
using FunnelGrains.Abstractions.Meetings;
using NodaTime;

namespace FunnelGrains.Web.Meetings;

/// <summary>A meeting, whole.</summary>
internal sealed record MeetingDetailBody : MeetingBody
{
    private MeetingDetailBody(MeetingBody meeting) : base(meeting)
    {
    }

    /// <summary>Frozen as of its instant; null while it is not made.</summary>
    [JsonPropertyOrder(1)]
    public required MeetingFiguresBody? Figures { get; init; }

    /// <summary>What was carried over from earlier meetings of the kind, then its own decisions, all as they are now.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<DecisionBody> Decisions { get; init; }

    /// <summary>What was written down besides; null for nothing.</summary>
    [JsonPropertyOrder(1)]
    public required NotesBody? Notes { get; init; }

    /// <summary>A meeting that is made.</summary>
    public static MeetingDetailBody Of(MeetingReading reading) => new(Of(reading.Entry))
    {
        Figures = MeetingFiguresBody.Of(reading.Figures),
        Decisions = [.. reading.Decisions.Select(DecisionBody.Of)],
        Notes = reading.Notes is { } notes ? new NotesBody(notes.Text, notes.ChangedAt, notes.ChangedBy) : null,
    };

    /// <summary>One without figures.</summary>
    public static MeetingDetailBody Without(MeetingEntry entry) => new(Of(entry)) { Figures = null, Decisions = [], Notes = null };
}

/// <summary>Notes of a meeting.</summary>
/// <param name="Text">The text.</param>
/// <param name="ChangedAt">When it was changed last.</param>
/// <param name="ChangedBy">By whom.</param>
internal sealed record NotesBody(string Text, Instant ChangedAt, string ChangedBy);
