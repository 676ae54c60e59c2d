using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Web.Reading;
using NodaTime;

namespace FunnelGrains.Web.Meetings;

/// <summary>Promises broken since the meeting before.</summary>
/// <param name="From">Due from here on.</param>
/// <param name="To">Due before here.</param>
/// <param name="TakenAt">When the list was read: what was repaired or explained by then is told as that.</param>
/// <param name="Total">How many, rescinded ones left out.</param>
/// <param name="More">Whether there are more than could be read.</param>
/// <param name="Groups">How many of which clause and owner, the most first.</param>
/// <param name="Reasons">How many were resolved for which kind of reason, the most first; those that nobody resolved are in none.</param>
/// <param name="Listed">The latest 200 by due, each with how it was resolved.</param>
internal sealed record MeetingBreachesBody(
    Instant From, Instant To, Instant TakenAt, int Total, bool More, IReadOnlyList<BreachGroupBody> Groups, IReadOnlyList<BreachReasonBody> Reasons, IReadOnlyList<BreachBody> Listed)
{
    public static MeetingBreachesBody Of(MeetingBreaches one) => new(
        one.From, one.To, one.TakenAt, one.Total, one.More,
        [.. one.Groups.Select(group => new BreachGroupBody(group.Clause, group.Team, group.Owner, group.Count, group.Open))],
        [.. one.Reasons.Select(reason => new BreachReasonBody(reason.Clause, reason.Code, reason.Count))],
        [.. one.Listed.Select(breach => BreachBody.Of(breach.Breach, breach.Standing))]);
}

/// <summary>Breaches that are alike.</summary>
/// <param name="Clause">The clause's key.</param>
/// <param name="Team">The responsible team.</param>
/// <param name="Owner">Who owned the leads at due; null for nobody.</param>
/// <param name="Count">How many, rescinded ones left out.</param>
/// <param name="Open">Of them, still to be repaired when the list was read.</param>
internal sealed record BreachGroupBody(string Clause, string Team, string? Owner, int Count, int Open);

/// <summary>Breaches that were resolved for the same kind of reason.</summary>
/// <param name="Clause">The clause's key.</param>
/// <param name="Code">The kind of reason; null where only a text was given.</param>
/// <param name="Count">How many, rescinded ones left out.</param>
internal sealed record BreachReasonBody(string Clause, string? Code, int Count);
