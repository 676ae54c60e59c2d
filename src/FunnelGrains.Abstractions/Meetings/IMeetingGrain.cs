using System.Collections.Immutable;
using FunnelGrains.Domain.Meetings;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Meetings;

/// <summary>One meeting: its figures, kept once and for ever, its decisions and notes. Key: <see cref="MeetingKey.Of"/>.</summary>
[Alias("fg.IMeetingGrain")]
public interface IMeetingGrain : IGrainWithStringKey
{
    /// <summary>Takes the figures and keeps them, unless they are kept already: safe to repeat. Called by the book.</summary>
    /// <returns>Null while they cannot be told yet: ask again.</returns>
    [ResponseTimeout("00:10:00"), Alias("Make")]
    Task<MeetingMade?> MakeAsync(MeetingOrder order);

    /// <summary>The meeting; null while it has no figures.</summary>
    [AlwaysInterleave, Alias("Read")]
    Task<MeetingReading?> ReadAsync();

    /// <summary>Its own decisions, after those that are being written.</summary>
    [Alias("Decisions")]
    Task<ImmutableArray<Decision>> DecisionsAsync();

    /// <summary>Writes a decision down.</summary>
    /// <param name="terms">Valid.</param>
    /// <param name="by">Who: the key or session.</param>
    /// <returns>Null when there is no such meeting with figures, or it has as many decisions as it may have.</returns>
    [Alias("Decide")]
    Task<MeetingDecision?> DecideAsync(DecisionTerms terms, string by);

    /// <summary>Changes a decision of its own; the same terms again change nothing.</summary>
    /// <returns>Null when there is none of that id.</returns>
    [Alias("Change")]
    Task<MeetingDecision?> ChangeAsync(string decision, DecisionTerms terms, string by);

    /// <summary>Replaces the notes; the same text again changes nothing.</summary>
    /// <param name="text">Empty for none.</param>
    /// <param name="by">Who.</param>
    /// <returns>False when there is no such meeting with figures.</returns>
    [Alias("Note")]
    Task<bool> NoteAsync(string text, string by);
}
