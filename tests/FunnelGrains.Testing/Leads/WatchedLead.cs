using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Testing.Leads;

/// <summary>
/// One lead as its shard watches it: judged whenever its ledger asks for it, its announcements and quarantines journaled as rows of the same sequence.
/// </summary>
public sealed class WatchedLead(AgreementBook book)
{
    private static readonly Duration Moment = Duration.FromMilliseconds(1);
    private readonly List<JournalRow> journal = [];
    private readonly List<BreachView> announced = [];
    private readonly List<WarningView> warned = [];
    private LeadLedger ledger = new(book, Rows.Lead, []);
    private long counted;
    private Instant now = Instant.MinValue;
    private Instant? wake;

    /// <summary>What was announced, in order.</summary>
    public IReadOnlyList<BreachView> Announced => announced;

    /// <summary>The warnings and escalation steps that were announced, in order.</summary>
    public IReadOnlyList<WarningView> Warned => warned;

    /// <summary>The lead now.</summary>
    public LeadView? View => ledger.View();

    /// <summary>Lets time pass up to when the event was received, then takes it.</summary>
    public void Receive(JournalRow row)
    {
        WatchUntil(row.Event.ReceivedAt);
        Append(row.Event, row.Other);
        Judge(row.Event.ReceivedAt);
    }

    /// <summary>Lets time pass; the lead is judged a moment after each instant that its ledger asked for.</summary>
    public void WatchUntil(Instant until)
    {
        while (wake is { } asked && asked < until) Judge(asked + Moment);
        if (until > now && journal.Count > 0) Judge(until);
    }

    /// <summary>The process dies, nobody watches for a while, and the journal is read anew.</summary>
    public void SleepUntil(Instant until)
    {
        ledger = new LeadLedger(book, Rows.Lead, journal);
        Judge(Instant.Max(now, until));
    }

    private void Judge(Instant asOf)
    {
        do
        {
            var change = ledger.Apply(counted, now, [.. journal.Where(row => row.Seq > counted)], asOf);
            (counted, now, wake) = (journal.Count, asOf, change.NextWake);
            foreach (var breach in change.Announce)
            {
                announced.Add(breach);
                Append(new LeadEvent(breach.Id, EventType.SlaBreached, breach.Due, asOf, "system", null, new SlaBreached(
                    breach.Clause, breach.StartEvent, breach.Cycle, breach.Due, breach.Owner, breach.Team)));
            }

            foreach (var warning in change.Warn)
            {
                warned.Add(warning);
                Append(new LeadEvent(warning.Id, EventType.SlaWarned, warning.At, asOf, "system", null, new SlaWarned(
                    warning.Clause, warning.StartEvent, warning.Cycle, warning.Threshold, warning.Step, warning.At, warning.Due, warning.Owner, warning.Team)));
            }

            foreach (var poison in change.Poisoned)
                Append(new LeadEvent($"q{poison.Seq}", EventType.EventQuarantined, asOf, asOf, "system", null, poison));
        }
        while (counted < journal.Count);
    }

    private void Append(LeadEvent e, OtherValues other = OtherValues.None) => journal.Add(new JournalRow(journal.Count + 1, Rows.Lead, e, other, null));
}
