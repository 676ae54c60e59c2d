using FunnelGrains.Abstractions.Desk;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Web.Desk;
using NodaTime;

namespace FunnelGrains.Web.Reading;

/// <summary>A promise that was not kept in time.</summary>
/// <param name="Id">The same at every announcement of this clock and due.</param>
/// <param name="Lead">The lead.</param>
/// <param name="Clause">The clause's key.</param>
/// <param name="StartEvent">Id of the event that started the clock.</param>
/// <param name="Cycle">The lead's cycle, from 1.</param>
/// <param name="Due">When it was due.</param>
/// <param name="AnnouncedAt">When it was told; null for one that was never told, such as an import's.</param>
/// <param name="Owner">Who owned the lead at due.</param>
/// <param name="Team">The responsible team.</param>
/// <param name="State"><c>breached</c>, <c>met_late</c>, or what the clock is since.</param>
/// <param name="Rescinded">Late evidence took it back.</param>
/// <param name="TakenBy">Who sees to it, or did until it was resolved; null for nobody.</param>
/// <param name="TakenAt">Since when.</param>
/// <param name="Resolution">How it was resolved; null while it is not.</param>
/// <param name="NoteCount">How many notes there are.</param>
internal sealed record BreachBody(
    string Id, string Lead, string Clause, string StartEvent, int Cycle, Instant Due, Instant? AnnouncedAt, string? Owner, string Team, string State,
    bool Rescinded, string? TakenBy, Instant? TakenAt, ResolutionBody? Resolution, int NoteCount)
{
    public static BreachBody Of(LeadBreach breach, DeskStanding? standing) => new(
        breach.Breach.Id, breach.Lead, breach.Breach.Clause, breach.Breach.StartEvent, breach.Breach.Cycle, breach.Breach.Due,
        breach.Breach.AnnouncedAt, breach.Breach.Owner, breach.Breach.Team, ClockBody.NameOf(breach.Breach.State), breach.Breach.Rescinded,
        standing?.TakenBy, standing?.TakenAt, standing is { ResolvedBy: { } by, ResolvedAt: { } at } ? new ResolutionBody(by, at, standing.Reason ?? "", standing.Code) : null,
        standing?.Notes ?? 0);
}
