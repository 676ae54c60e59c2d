using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Domain.Leads;

/// <summary>
/// The fold of one lead: takes its events in their own order and notes every change of a count on a sheet, so that the sum of
/// all changes is the lead's contribution. Nothing else decides a number.
/// </summary>
internal sealed partial class LeadFold(AgreementBook book, LeadOrigin origin)
{
    private readonly LeadClocks clocks = new(book, origin);
    private HashSet<long>? anomalies;
    private (string Status, string Stage, FactMoment Moment)? present;
    private CountedValue owner = CountedValue.None;
    private CountedValue assignedTeam = CountedValue.None;
    private CompiledStage? stage;
    private CompiledAgreement version = book.Latest;

    /// <summary>The origin under which facts are counted; the ledger folds again when they would count elsewhere.</summary>
    public LeadOrigin Origin { get; set; } = origin;

    /// <summary>Where changes are noted; replaced by the ledger for each apply.</summary>
    public FactSheet Sheet { get; set; } = new();

    /// <summary>The last event folded, in the events' order; null before the first.</summary>
    public JournalRow? Last { get; private set; }

    public int Events { get; private set; }

    public Instant CapturedAt { get; private set; }

    public LeadStatus Status { get; private set; }

    public LeadCycle? Cycle { get; private set; }

    public string Stage => stage?.Key ?? "";

    public string? Owner => owner.Sent;

    public LeadClocks Clocks => clocks;

    /// <summary>The team now, as sent: of the last assignment, else the owner of the stage.</summary>
    public string Team => assignedTeam.Sent ?? stage?.Team ?? "";

    public bool IsAnomaly(long seq) => anomalies?.Contains(seq) == true;

    private FactMoment Moment => MomentIn(stage);

    private FactMoment MomentIn(CompiledStage? at) =>
        new(owner.Counted, assignedTeam.Sent is null ? at?.Team ?? "" : assignedTeam.Counted);

    /// <summary>Folds the next event; it must come after all that were folded.</summary>
    public void Apply(JournalRow row)
    {
        var at = row.Event.OccurredAt;
        version = book.At(at);
        EventRules.Check(row.Event, version, book);
        AdvanceTo(at);
        var happened = Happened(row);
        ShowPresent();
        if (happened is { } did) clocks.Take(did, at, version, Cycle!, Stage, owner, Sheet);
        Last = row;
        Events++;
    }

    /// <summary>Judges clocks up to an instant: those with due before it are breached.</summary>
    public void AdvanceTo(Instant asOf) => clocks.AdvanceTo(asOf, owner, Sheet);

    /// <returns>What it did; null when it moved nothing.</returns>
    private FoldedEvent? Happened(JournalRow row)
    {
        var (e, at) = (row.Event, row.Event.OccurredAt);
        var unknown = Cycle is null;
        switch (e.Data)
        {
            case Captured captured:
                clocks.Learn(captured.Attributes);
                if (!unknown) return new FoldedEvent(row, e.Type, null, false, false);
                Capture(at, null);
                return new FoldedEvent(row, e.Type, Stage, false, false);
            case Updated updated:
                clocks.Learn(updated.Attributes);
                if (unknown) Capture(at, null);
                return new FoldedEvent(row, e.Type, unknown ? Stage : null, false, false);
            case Assigned assigned:
                if (unknown) Capture(at, null);
                owner = CountedValue.Of(assigned.Owner, (row.Other & OtherValues.Owner) != 0);
                assignedTeam = CountedValue.Of(assigned.Team, (row.Other & OtherValues.Team) != 0);
                return new FoldedEvent(row, e.Type, unknown ? Stage : null, false, false);
            case Touched touched:
                if (unknown) Capture(at, null);
                if (!touched.Automated) Touch(at);
                return new FoldedEvent(row, e.Type, unknown ? Stage : null, false, !touched.Automated);
            case StageChanged changed:
                return ChangeStage(row, version.Find(changed.Stage) ?? book.Find(changed.Stage, version)!, at, unknown);
            case DealWon won:
                return Win(row, version.Won, won, at, unknown);
            case DealLost:
                return Exit(row, LeadStatus.Lost, at, unknown);
            case Rejected:
                return Exit(row, LeadStatus.Rejected, at, unknown);
            case Recycled recycled:
                return Recycle(row, recycled.Stage, at, unknown);
            default:
                throw new InvalidOperationException($"{e.Type} is not folded");
        }
    }

    private FoldedEvent? ChangeStage(JournalRow row, CompiledStage to, Instant at, bool unknown) => to.Stage.Kind switch
    {
        StageKind.Won => Win(row, to, null, at, unknown),
        StageKind.Lost => Exit(row, LeadStatus.Lost, at, unknown),
        StageKind.Rejected => Exit(row, LeadStatus.Rejected, at, unknown),
        _ => Move(row, to, at, unknown),
    };

    private FoldedEvent? Move(JournalRow row, CompiledStage to, Instant at, bool unknown)
    {
        if (unknown)
        {
            Capture(at, to);
            return new FoldedEvent(row, row.Event.Type, to.Key, false, false);
        }

        if (Status == LeadStatus.Won) return Anomaly(row);
        if (Status == LeadStatus.Open && to.Key == Stage) return null;
        if (Status != LeadStatus.Open) Reopen();
        GoTo(to, at);
        return new FoldedEvent(row, row.Event.Type, to.Key, false, false);
    }

    private FoldedEvent? Win(JournalRow row, CompiledStage to, DealWon? deal, Instant at, bool unknown)
    {
        if (unknown) Capture(at, to);
        else if (Status == LeadStatus.Won)
        {
            if (deal is null) return to.Key == Stage ? null : Anomaly(row);
            if (deal.Amount is null || Cycle!.HasAmount) return Anomaly(row);
            CountRevenue(deal);
            return new FoldedEvent(row, EventType.DealWon, null, false, false);
        }
        else
        {
            if (Status != LeadStatus.Open) Reopen();
            GoTo(to, at);
        }

        EndCycle(LeadStatus.Won, at);
        if (deal?.Amount is not null) CountRevenue(deal);
        return new FoldedEvent(row, EventType.DealWon, to.Key, true, false);
    }

    private FoldedEvent? Exit(JournalRow row, LeadStatus status, Instant at, bool unknown)
    {
        if (unknown) Capture(at, null);
        else if (Status != LeadStatus.Open) return Anomaly(row);
        EndCycle(status, at);
        return new FoldedEvent(row, status == LeadStatus.Lost ? EventType.DealLost : EventType.Rejected, null, true, false);
    }

    private FoldedEvent? Recycle(JournalRow row, string? to, Instant at, bool unknown)
    {
        var target = to is null ? version.Funnel[0] : version.Find(to) ?? book.Find(to, version)!;
        if (unknown)
        {
            Capture(at, target);
            return new FoldedEvent(row, row.Event.Type, target.Key, false, false);
        }

        LeaveStage(at);
        if (Status == LeadStatus.Open) CountCohort(-1);
        Cycle!.Ended = true;
        GiveSamples(at);
        Status = LeadStatus.Open;
        BeginCycle(at, Cycle.Number + 1, target);
        return new FoldedEvent(row, row.Event.Type, target.Key, true, false);
    }

    private FoldedEvent? Anomaly(JournalRow row)
    {
        (anomalies ??= []).Add(row.Seq);
        Count(Measure.Anomalies, book.DayOf(row.Event.OccurredAt), "", Moment, 1);
        return null;
    }
}
