using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Domain.Sla;

/// <summary>What an event did, as triggers see it.</summary>
/// <param name="Row">The event.</param>
/// <param name="Type">Its type; for a stage change to a won, lost or rejected stage the win, loss or rejection that it is.</param>
/// <param name="Entered">The stage that became the current one; null when none did.</param>
/// <param name="Ends">Loss, rejection, win or recycle: cancels what it does not stop.</param>
/// <param name="Touch">A touch that is not automated.</param>
internal readonly record struct FoldedEvent(JournalRow Row, EventType Type, string? Entered, bool Ends, bool Touch)
{
    /// <summary>An automated touch: it stops no clock, whatever the clause asks for.</summary>
    public bool SatisfiesNothing => Type == EventType.Touched && !Touch;
}
