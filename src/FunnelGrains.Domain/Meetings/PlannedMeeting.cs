using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Domain.Meetings;

/// <summary>A meeting whose time has come.</summary>
/// <param name="Id">The same whenever it is planned: of the rhythm's key and the agreed instant.</param>
/// <param name="Kind">What it looks at.</param>
/// <param name="Rhythm">Key of the agreement's rhythm.</param>
/// <param name="Name">As the agreement in force at its time calls it.</param>
/// <param name="At">The agreed instant, as of which its figures are.</param>
/// <param name="Since">The agreed instant before: from there on it looks at broken promises, where none of its rhythm was held yet.</param>
/// <param name="Missed">Whether a later one of its rhythm has come already: then it gets no figures.</param>
public sealed record PlannedMeeting(string Id, MeetingKind Kind, string Rhythm, LocalText Name, Instant At, Instant Since, bool Missed);
