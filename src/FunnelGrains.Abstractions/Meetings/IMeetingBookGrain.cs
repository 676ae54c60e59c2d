using System.Collections.Immutable;
using FunnelGrains.Domain.Meetings;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Meetings;

/// <summary>
/// A workspace's meetings: which there were, and which are due. A meeting is noted here before its figures are taken, so whatever dies it is made, once. Key: <see cref="MeetingKey.Book"/>.
/// </summary>
[Alias("fg.IMeetingBookGrain")]
public interface IMeetingBookGrain : IGrainWithStringKey
{
    /// <summary>Time passed: notes the meetings whose time has come, and has those made that are due. Each silo's keeper asks for it.</summary>
    [OneWay, Alias("KeepUp")]
    Task KeepUpAsync();

    /// <summary>Meetings, the latest first.</summary>
    [AlwaysInterleave, Alias("List")]
    Task<ImmutableArray<MeetingEntry>> ListAsync(MeetingQuestion question);

    /// <summary>A meeting; null for none.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<MeetingEntry?> FindAsync(string id);

    /// <summary>Calls a meeting now; noted when it answers, and made soon after.</summary>
    /// <param name="kind">What it looks at.</param>
    /// <param name="name">What it is called; null for the kind's name.</param>
    /// <param name="by">Who: the key or session.</param>
    /// <returns>Null when as many were called within a day as may be.</returns>
    [Alias("Call")]
    Task<MeetingEntry?> CallAsync(MeetingKind kind, string? name, string by);

    /// <summary>Waits until a meeting is made; for two seconds at most.</summary>
    [AlwaysInterleave, Alias("WaitFor")]
    Task WaitForAsync(string id);

    /// <summary>Notes that a meeting's figures are kept; the book asks itself for it.</summary>
    /// <param name="id">The meeting.</param>
    /// <param name="made">What was made.</param>
    /// <param name="looked">The meetings that were asked for open decisions, each with the change of its decisions that was noted last by then.</param>
    [Alias("NoteMade")]
    Task NoteMadeAsync(string id, MeetingMade made, ImmutableDictionary<string, long> looked);

    /// <summary>Notes that a meeting may have open decisions from now on; kept when it answers. Called by the meeting, before it writes them down.</summary>
    [Alias("NoteDecisions")]
    Task NoteDecisionsAsync(string id);
}
