using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Domain.Leads;

/// <summary>
/// One lead's history with its facts: folds forward while events come in their own order, folds again for a late one, and always
/// answers facts after − facts before. Not safe for concurrent use; does not read any clock.
/// </summary>
/// <remarks>
/// Clocks are judged up to <c>max(AsOf, the lead's last occurredAt)</c>: an event from up to five minutes ahead counts at once, and proves that its time has come.
/// </remarks>
public sealed partial class LeadLedger
{
    [ThreadStatic]
    private static FactSheet? scratch;

    private AgreementBook book;
    private EventOrder order;
    private LeadAnnouncements announcements;
    private LeadHistory history;
    private LeadFold fold;
    /// <summary>The ledger of a lead with its rows so far.</summary>
    /// <param name="book">The workspace's agreement.</param>
    /// <param name="lead">The lead's id.</param>
    /// <param name="history">Its rows, ascending by sequence number; may be empty.</param>
    public LeadLedger(AgreementBook book, string lead, IEnumerable<JournalRow> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        this.book = book;
        Lead = lead;
        order = new EventOrder(book);
        announcements = new LeadAnnouncements(book, lead);
        this.history = new LeadHistory(lead, order);
        foreach (var row in history) this.history.Add(row);
        fold = LeadFolds.All(book, this.history, Instant.MinValue, null);
        fold.Sheet = EmptySheet();
    }

    /// <summary>The lead's id.</summary>
    public string Lead { get; }

    /// <summary>How many events it has; duplicates and system rows not counted.</summary>
    public int Events => history.Events;

    /// <summary>The sequence number of its last row; 0 without rows.</summary>
    public long LastSeq => history.LastSeq;

    /// <summary>Up to which instant its clocks are judged.</summary>
    public Instant AsOf { get; private set; } = Instant.MinValue;

    /// <summary>
    /// Takes new rows and judges clocks up to an instant.
    /// </summary>
    /// <param name="countedThrough">The shard's counts hold all rows up to this one; rows known beyond it are forgotten, and taken again from <paramref name="rows"/>.</param>
    /// <param name="countedAsOf">The shard's counts judge clocks up to this instant.</param>
    /// <param name="rows">Rows after <paramref name="countedThrough"/>, ascending by sequence number.</param>
    /// <param name="upTo">Up to which instant clocks are judged now; not before <paramref name="countedAsOf"/>.</param>
    /// <returns>Facts(all rows, upTo) − facts(rows ≤ countedThrough, countedAsOf).</returns>
    public LeadChange Apply(long countedThrough, Instant countedAsOf, ReadOnlySpan<JournalRow> rows, Instant upTo)
    {
        GoBackTo(countedThrough, countedAsOf);
        var changes = Take(rows, upTo);
        fold.Sheet = EmptySheet();
        AsOf = upTo;
        return new LeadChange(
            changes, View(), announcements.NextWake(history, fold, upTo), fold.Clocks.Next?.View(), announcements.DueAt(history, fold, upTo),
            history.UnrecordedQuarantines(), announcements.WarnAt(history, fold, upTo));
    }

    /// <summary>The lead as lists show it; null while no event of it was folded.</summary>
    public LeadView? View()
    {
        if (fold.Cycle is not { } cycle) return null;
        var origin = fold.Origin;
        return new LeadView(
            Lead, fold.Status, fold.Stage, cycle.Number, fold.Owner, fold.Team, origin.Source.Sent, origin.Campaign.Sent, origin.Segment.Sent,
            fold.CapturedAt, fold.Last!.Event.OccurredAt, fold.Clocks.Next?.Due, fold.Events,
            fold.Clocks.Views, announcements.Breaches(history, fold));
    }

    /// <summary>The lead's attributes after all its events: name to JSON text.</summary>
    public ImmutableSortedDictionary<string, string> Attributes()
    {
        var (origin, attributes) = (fold.Origin, fold.Clocks.Attributes);
        if (origin.Source.Sent is { } source) attributes = attributes.SetItem("source", AttributeText.Json(source));
        if (origin.Campaign.Sent is { } campaign) attributes = attributes.SetItem("campaign", AttributeText.Json(campaign));
        if (origin.Segment.Sent is { } segment) attributes = attributes.SetItem("segment", AttributeText.Json(segment));
        return attributes;
    }

    /// <summary>Whose time the time of each of its clocks was, in the order of <see cref="LeadView.Clocks"/>.</summary>
    public ImmutableArray<ClockTimes> ClockTimes()
    {
        if (fold.Clocks.All.Count == 0) return [];
        var (events, judged) = (history.InOrder(), Instant.Max(AsOf, fold.Last!.Event.OccurredAt));
        return [.. fold.Clocks.All.Select(clock => OwnerTimes.Of(clock, events, judged))];
    }

    /// <summary>Its events in their own order, with what the fold made of each.</summary>
    public ImmutableArray<(JournalRow Row, bool Anomaly, bool Quarantined)> Timeline() =>
    [
        .. history.AllInOrder().Select(row => (row, fold.IsAnomaly(row.Seq), history.IsQuarantined(row.Seq))),
    ];

    /// <summary>What the lead contributes to every count: the sum of all its changes since it was unknown.</summary>
    public ImmutableArray<CellChange> Contribution()
    {
        var sheet = new FactSheet();
        LeadFolds.All(book, history, AsOf, sheet);
        return [.. FactChange.CellsOf(sheet.Changes).GroupBy(change => change.Cell, change => change.N)
            .Select(cell => new CellChange(cell.Key, cell.Sum())).Where(change => change.N != 0)];
    }

    /// <summary>The facts of <see cref="Measure.ClauseBreached"/> whose clock was met after its due; no count has them apart.</summary>
    internal IReadOnlyList<FactChange> MetLate()
    {
        var sheet = new FactSheet();
        foreach (var clock in fold.Clocks.All)
            if (clock is { State: ClockState.MetLate, Due: { } due }) fold.Origin.Count(sheet, Measure.ClauseBreached, book.DayOf(due), clock.Clause.Key, LeadClocks.MomentOf(clock), 1);
        return sheet.Changes;
    }

    private void GoBackTo(long countedThrough, Instant countedAsOf)
    {
        if (history.LastSeq > countedThrough)
        {
            history = history.Through(countedThrough);
            fold = LeadFolds.All(book, history, countedAsOf, null);
        }
        else if (AsOf > countedAsOf)
        {
            fold = LeadFolds.All(book, history, countedAsOf, null);
        }
        else
        {
            fold.Sheet = EmptySheet();
            fold.AdvanceTo(countedAsOf);
        }

        AsOf = countedAsOf;
    }

    private ImmutableArray<FactChange> Take(ReadOnlySpan<JournalRow> rows, Instant upTo)
    {
        foreach (var row in rows)
            if (row.Event.Data is EventQuarantined quarantine && !history.IsQuarantined(quarantine.Seq)) return FoldAround(rows, upTo);
        var added = new List<JournalRow>(rows.Length);
        foreach (var row in rows)
            if (history.Add(row)) added.Add(row);
        if (added.Count > 1) added.Sort(order);
        return TryForward(added, upTo) ? [.. fold.Sheet.Changes] : FoldAgain(added, upTo);
    }

    /// <summary>The common way: all new events come after all that were folded and judged, and none moves the origin.</summary>
    private bool TryForward(List<JournalRow> added, Instant upTo)
    {
        fold.Sheet = EmptySheet();
        if (added.Count > 0)
        {
            if (fold.Last is { } last && order.Compare(added[0], last) < 0) return false;
            if (added[0].Event.OccurredAt <= fold.Clocks.JudgedThrough) return false;
            var origin = fold.Origin;
            foreach (var row in added) origin = origin.After(row);
            if (!origin.CountsAs(fold.Origin))
            {
                if (fold.Last is not null) return false;
                fold = new LeadFold(book, origin) { Sheet = fold.Sheet };
            }

            if (!LeadFolds.TryApply(fold, added)) return false;
            fold.Origin = origin;
        }

        fold.AdvanceTo(upTo);
        return true;
    }

    private ImmutableArray<FactChange> FoldAgain(List<JournalRow> added, Instant upTo)
    {
        var (before, after) = (new FactSheet(), new FactSheet());
        LeadFolds.All(book, history.Without(added), AsOf, before);
        fold = LeadFolds.All(book, history, upTo, after);
        return [.. after.Minus(before)];
    }

    /// <summary>One sheet for all leads of a thread: it is read before anything else is folded there.</summary>
    private static FactSheet EmptySheet()
    {
        scratch ??= new FactSheet();
        scratch.Changes.Clear();
        return scratch;
    }
}
