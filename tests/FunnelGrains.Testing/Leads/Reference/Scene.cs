using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>Who holds a lead: owner and team of the last assignment, as sent and as counted; null team: the stage's.</summary>
internal sealed record Hands(string? Owner, string OwnerCounted, string? Team, string TeamCounted)
{
    public static Hands Nobody { get; } = new(null, "", null, "");
}

/// <summary>A lead after one of its events, and what that event did.</summary>
/// <param name="Row">The event.</param>
/// <param name="Before">Who held the lead when the event came.</param>
/// <param name="After">Who holds it since.</param>
/// <param name="Cycle">From 1.</param>
/// <param name="Status">Since the event.</param>
/// <param name="Stage">Since the event; of a lost or rejected lead the one it was in.</param>
/// <param name="Meaning">The event's type name, or <c>deal.won</c>, <c>deal.lost</c>, <c>lead.rejected</c> for a stage change that is one.</param>
internal sealed record Scene(JournalRow Row, Hands Before, Hands After, int Cycle, LeadStatus Status, string Stage, string Meaning)
{
    public LeadEvent Event => Row.Event;

    public Instant At => Row.Event.OccurredAt;

    /// <summary>The stage that became the current one.</summary>
    public string? Entered { get; init; }

    /// <summary>Loss, rejection, win or recycle.</summary>
    public bool Ends { get; init; }

    /// <summary>Stays in the timeline and moves nothing.</summary>
    public bool Anomaly { get; init; }

    /// <summary>A change to the stage where the lead already is.</summary>
    public bool Idle { get; init; }

    public bool IsTouch => Event.Data is Touched { Automated: false };

    public bool IsAutomated => Event.Data is Touched { Automated: true };

    public bool MovesSomething => !Anomaly && !Idle;
}
