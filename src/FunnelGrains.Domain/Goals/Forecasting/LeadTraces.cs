using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>Reads the way of a lead off its events, by the same fold that counts it.</summary>
public static class LeadTraces
{
    /// <summary>The way of a lead.</summary>
    /// <param name="book">The workspace's agreement.</param>
    /// <param name="lead">The lead's id.</param>
    /// <param name="rows">Its rows, ascending by sequence number.</param>
    /// <returns>Null while no event of it can be folded.</returns>
    public static LeadTrace? Of(AgreementBook book, string lead, IReadOnlyList<JournalRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var history = new LeadHistory(lead, new EventOrder(book));
        foreach (var row in rows) history.Add(row);
        while (true)
        {
            var way = new Way(book);
            // An event that cannot be folded is passed over, as everywhere.
            if (way.TryWalk(history.InOrder(), history.Quarantine)) return way.ToTrace();
        }
    }

    private sealed class Way(AgreementBook book)
    {
        private readonly LeadFold fold = new(book, LeadOrigin.None);
        private readonly List<CycleTrace> cycles = [];
        private readonly List<LeadHolder> holders = [];
        private LeadOrigin origin = LeadOrigin.None;
        private LeadAttributes? captured;
        private LeadAttributes? updated;
        private int number;

        public bool TryWalk(List<JournalRow> events, Action<long, string> quarantine)
        {
            foreach (var row in events)
            {
                if (!LeadFolds.TryApply(fold, [row], quarantine)) return false;
                fold.Sheet.Changes.Clear();
                origin = origin.After(row);
                Note(row.Event);
            }

            return true;
        }

        public LeadTrace? ToTrace() => cycles.Count == 0 ? null : new LeadTrace(
            cycles, origin.Source.Sent, origin.Campaign.Sent, origin.Segment.Sent, (updated ?? captured)?.Value, (updated ?? captured)?.Currency, holders);

        private void Note(LeadEvent e)
        {
            if (e.Data is Captured { Attributes: { Value: not null } first }) captured ??= first;
            if (e.Data is Updated { Attributes: { Value: not null } next }) updated = next;
            if (fold.Cycle is not { } cycle) return;
            var at = e.OccurredAt;
            if (holders.Count == 0 || holders[^1].Owner != fold.Owner || holders[^1].Team != fold.Team) holders.Add(new LeadHolder(at, fold.Owner, fold.Team));
            if (cycle.Number != number)
            {
                if (cycles.Count > 0) cycles[^1].Stand(null, at);
                cycles.Add(new CycleTrace(cycle.Start));
                number = cycle.Number;
            }

            var trace = cycles[^1];
            for (var i = trace.Entries; i < cycle.Entries.Count; i++) trace.Enter(cycle.Entries[i].Stage.Key, at);
            trace.Stand(fold.Status == LeadStatus.Open ? fold.Stage : null, at);
            if (fold.Status != LeadStatus.Won) return;
            trace.Win(at);
            if (cycle.HasAmount && e.Data is DealWon { Amount: { } amount } deal) trace.Earn(amount, deal.Currency);
        }
    }
}
