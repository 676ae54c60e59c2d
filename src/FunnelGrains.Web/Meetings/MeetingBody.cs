using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Web.Meetings;

/// <summary>A meeting of the two teams.</summary>
/// <param name="Id">Of the rhythm's key and the agreed instant, in UTC.</param>
/// <param name="Kind"><c>weekly</c> or <c>monthly</c>.</param>
/// <param name="Rhythm">Key of the agreement's rhythm; null for one that somebody called.</param>
/// <param name="Name">What it is called, in each language.</param>
/// <param name="At">Its instant, as of which its figures are.</param>
/// <param name="Since">From when on it looks at broken promises.</param>
/// <param name="State"><c>made</c>; <c>due</c> while its figures are taken; <c>missed</c> where nobody was up and a later one of its rhythm had come when somebody was.</param>
/// <param name="MadeAt">When its figures were taken; null until then.</param>
/// <param name="CalledBy">Who called it; null for one of a rhythm.</param>
internal record MeetingBody(
    string Id, string Kind, string? Rhythm, LocalText Name, Instant At, Instant Since, string State, Instant? MadeAt, string? CalledBy)
{
    public static MeetingBody Of(MeetingEntry entry) => new(
        entry.Id, MeetingNames.Of(entry.Kind), entry.Rhythm, entry.Name, entry.At, entry.Since, MeetingNames.Of(entry.Standing), entry.MadeAt, entry.CalledBy);
}
