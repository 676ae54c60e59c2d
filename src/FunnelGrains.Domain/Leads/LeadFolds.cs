using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Domain.Leads;

/// <summary>Whole folds of a lead's history.</summary>
internal static class LeadFolds
{
    /// <summary>Folds all events from nothing. An event that makes the fold throw is quarantined in the history, and the fold begins anew without it.</summary>
    /// <param name="book">The agreement.</param>
    /// <param name="history">The events.</param>
    /// <param name="asOf">Up to which instant clocks are judged.</param>
    /// <param name="sheet">Where the changes go; null when nobody asks.</param>
    public static LeadFold All(AgreementBook book, LeadHistory history, Instant asOf, FactSheet? sheet)
    {
        while (true)
        {
            var events = history.InOrder();
            var origin = LeadOrigin.None;
            foreach (var row in events) origin = origin.After(row);
            var fold = new LeadFold(book, origin);
            if (TryApply(fold, events, history.Quarantine))
            {
                fold.AdvanceTo(asOf);
                sheet?.Changes.AddRange(fold.Sheet.Changes);
                return fold;
            }
        }
    }

    /// <summary>Folds events forward; false when one throws: the fold is then spoilt.</summary>
    public static bool TryApply(LeadFold fold, List<JournalRow> events, Action<long, string>? quarantine = null)
    {
        foreach (var row in events)
        {
            try
            {
                fold.Apply(row);
            }
            // Of the event alone: what the machine lacks at this moment says nothing about it.
            catch (Exception poison) when (poison is not (OutOfMemoryException or InsufficientExecutionStackException))
            {
                quarantine?.Invoke(row.Seq, poison.Message);
                return false;
            }
        }

        return true;
    }
}
