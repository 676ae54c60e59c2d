using FunnelGrains.Abstractions.Meetings;
using NodaTime;

namespace FunnelGrains.Web.Meetings;

/// <summary>A decision.</summary>
/// <param name="Id">Within the meeting that made it.</param>
/// <param name="Meeting">That meeting; the decision is changed there.</param>
/// <param name="Carried">Whether it was carried over: made by an earlier meeting, and open at this one.</param>
/// <param name="Text">What was decided.</param>
/// <param name="Owner">Who sees to it; null for nobody yet.</param>
/// <param name="Due">Until which day; null for no date.</param>
/// <param name="Status"><c>open</c> or <c>done</c>.</param>
/// <param name="CreatedAt">When it was written down.</param>
/// <param name="CreatedBy">By whom.</param>
/// <param name="ChangedAt">When it was changed last; <c>createdAt</c> for never.</param>
/// <param name="ChangedBy">By whom.</param>
internal sealed record DecisionBody(
    string Id, string Meeting, bool Carried, string Text, string? Owner, LocalDate? Due, string Status, Instant CreatedAt, string CreatedBy, Instant ChangedAt, string ChangedBy)
{
    public static DecisionBody Of(MeetingDecision one) => new(
        one.Decision.Id, one.Meeting, one.Carried, one.Decision.Terms.Text, one.Decision.Terms.Owner, one.Decision.Terms.Due, one.Decision.Terms.Done ? "done" : "open",
        one.Decision.CreatedAt, one.Decision.CreatedBy, one.Decision.ChangedAt, one.Decision.ChangedBy);
}
