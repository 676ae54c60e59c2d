using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Domain.Leads;

internal sealed partial class LeadFold
{
    private static readonly string[] StatusKeys = ["open", "won", "lost", "rejected"];

    private void Capture(Instant at, CompiledStage? to)
    {
        CapturedAt = at;
        Status = LeadStatus.Open;
        stage = to ?? version.Funnel[0];
        Count(Measure.Captured, book.DayOf(at), "", Moment, 1);
        BeginCycle(at, 1, stage);
    }

    private void BeginCycle(Instant at, int number, CompiledStage to)
    {
        stage = to;
        Cycle = new LeadCycle(number, at, book.DayOf(at), Moment);
        CountCohort(1);
        GoTo(to, at);
    }

    /// <summary>A stage that the version in force does not know has no place in its order: nothing is skipped on the way to it.</summary>
    private void GoTo(CompiledStage to, Instant at)
    {
        LeaveStage(at);
        stage = to;
        var place = version.Find(to.Key)?.Index ?? -1;
        for (var i = Cycle!.Furthest(version) + 1; i < place; i++) Enter(version.Funnel[i], at);
        var entry = Cycle.Find(to.Key) ?? Enter(to, at);
        if (to.Stage.Kind == StageKind.Open) entry.Enter(at);
        GiveSamples(at);
    }

    private StageEntry Enter(CompiledStage entered, Instant at)
    {
        var (moment, day) = (Moment, book.DayOf(at));
        var entry = Cycle!.Add(new StageEntry(entered, day, moment));
        Count(Measure.Entered, day, entered.Key, moment, 1);
        Count(Measure.Reached, Cycle.Day, entered.Key, moment, 1);
        if (version.Find(entered.Key) is { Index: > 0 and var place } && Cycle.Find(version.Funnel[place - 1].Key) is { Converted: false } before)
        {
            before.Converted = true;
            Count(Measure.Converted, before.Day, before.Stage.Key, before.Moment, 1);
        }

        return entry;
    }

    private void LeaveStage(Instant at)
    {
        if (Cycle is not null && stage is not null) Cycle.Find(stage.Key)?.Leave(at);
    }

    private void EndCycle(LeadStatus status, Instant at)
    {
        LeaveStage(at);
        Status = status;
        Cycle!.Ended = true;
        Cycle.End = (book.DayOf(at), Moment);
        CountCohort(-1);
        CountEnd(1);
        GiveSamples(at);
    }

    /// <summary>Open again in the same cycle: its loss or rejection leaves the counts.</summary>
    private void Reopen()
    {
        CountEnd(-1);
        Status = LeadStatus.Open;
        Cycle!.Ended = false;
        Cycle.End = null;
        CountCohort(1);
    }

    private void CountEnd(long n)
    {
        var (day, moment) = Cycle!.End!.Value;
        var measure = Status switch
        {
            LeadStatus.Won => Measure.Won,
            LeadStatus.Lost => Measure.Lost,
            _ => Measure.Rejected,
        };
        Count(measure, day, "", moment, n);
    }

    private void CountRevenue(DealWon deal)
    {
        var (day, moment) = Cycle!.End!.Value;
        Cycle.HasAmount = true;
        Count(Measure.Revenue, day, deal.Currency!, moment, decimal.ToInt64(deal.Amount!.Value * Cell.MoneyScale));
    }

    private void CountCohort(long n) => Count(Measure.CohortOpen, Cycle!.Day, "", Cycle.Moment, n);

    private void Touch(Instant at)
    {
        var day = book.DayOf(at);
        Count(Measure.Touches, day, "", Moment, 1);
        if (++Cycle!.Touches == 1) Count(Measure.FirstTouch, day, Bucket(at - Cycle.Start), Moment, 1);
    }

    /// <summary>
    /// A stage's sample is given while its cycle has entered a later stage or has ended; it keeps the day on which it was first given, and follows the
    /// sum of the stays when the lead comes back and leaves again.
    /// </summary>
    private void GiveSamples(Instant at)
    {
        var furthest = Cycle!.Furthest(version);
        foreach (var entry in Cycle.Entries)
        {
            var given = entry.WasIn && (Cycle.Ended || (version.Find(entry.Stage.Key)?.Index ?? entry.Stage.Index) < furthest);
            if (given && entry.Since is not null) continue;
            var sample = given
                ? new StaySample(
                    entry.Sample?.Day ?? book.DayOf(at), entry.Sample?.Moment ?? MomentIn(entry.Stage),
                    DurationHistogram.Bucket(entry.Elapsed), DurationHistogram.Bucket(entry.Business))
                : null;
            if (sample == entry.Sample) continue;
            CountSample(entry, -1);
            entry.Sample = sample;
            CountSample(entry, 1);
        }
    }

    private void CountSample(StageEntry entry, long n)
    {
        if (entry.Sample is not { } sample) return;
        var key = entry.Stage.Key;
        Count(Measure.StayElapsed, sample.Day, StayKey.Of(key, sample.ElapsedBucket), sample.Moment, n);
        Count(Measure.StayBusiness, sample.Day, StayKey.Of(key, sample.BusinessBucket), sample.Moment, n);
    }

    /// <summary>What is true now follows status, stage, owner and team at once.</summary>
    private void ShowPresent()
    {
        var next = (StatusKeys[(int)Status], Status == LeadStatus.Open ? Stage : "", Moment);
        if (next == present) return;
        if (present is { } old) CountPresent(old, -1);
        CountPresent(next, 1);
        present = next;
    }

    private void CountPresent((string Status, string Stage, FactMoment Moment) shown, long n)
    {
        Count(Measure.Status, Cell.NoDay, shown.Status, shown.Moment, n);
        if (shown.Stage.Length > 0) Count(Measure.Now, Cell.NoDay, shown.Stage, shown.Moment, n);
    }

    private static string Bucket(Duration duration) => DurationHistogram.Name(DurationHistogram.Bucket(duration));

    private void Count(Measure measure, int day, string key, FactMoment moment, long n) =>
        Origin.Count(Sheet, measure, day, key, moment, n);
}
