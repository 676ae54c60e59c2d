using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Domain.Sla;

/// <summary>What an event did, as triggers see it.</summary>
/// <param name="Row">The event.</param>
/// <param name="Type">Its type; a change to an exit counts as the loss or rejection it is.</param>
/// <param name="Entered">The stage that became the current one; null when none did.</param>
/// <param name="Ends">Loss, rejection, win or recycle: cancels what it does not stop.</param>
/// <param name="Touch">A touch that is not automated.</param>
internal readonly record struct FoldedEvent(JournalRow Row, EventType Type, string? Entered, bool Ends, bool Touch);
