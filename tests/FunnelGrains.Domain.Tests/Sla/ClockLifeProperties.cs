using CsCheck;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Sla;

/// <summary>semantics.md, section 4: the states of a clock, and when it is met and breached, over histories of every kind.</summary>
public sealed class ClockLifeProperties
{
    private const int Histories = 1_000;

    private static readonly Dictionary<ClockState, ClockState[]> Next = new()
    {
        [ClockState.Running] = [ClockState.Paused, ClockState.Met, ClockState.Breached, ClockState.Cancelled],
        // A version that takes open clocks may end a pause at an instant at which the time had run out.
        [ClockState.Paused] = [ClockState.Running, ClockState.Met, ClockState.Breached, ClockState.Cancelled],
        [ClockState.Breached] = [ClockState.MetLate],
        [ClockState.Met] = [],
        [ClockState.MetLate] = [],
        [ClockState.Cancelled] = [],
    };

    [Fact]
    public void A_clock_runs_or_is_paused_until_it_is_met_breached_or_cancelled_and_only_a_breach_is_met_late_after_that() =>
        Gen.Select(InTheirOrder, Gen.Bool).Sample(
            (rows, versions) =>
            {
                var ledger = new LeadLedger(versions ? Tallies.VersionsBook : Tallies.RichBook, Rows.Lead, []);
                var (states, counted, now) = (new Dictionary<(string, string, int), ClockState>(), 0L, Instant.MinValue);
                foreach (var row in rows)
                {
                    // Time alone first, then the event.
                    See(ledger.Apply(counted, now, [], row.Event.OccurredAt));
                    See(ledger.Apply(counted, row.Event.OccurredAt, [row], row.Event.OccurredAt));
                    (counted, now) = (row.Seq, row.Event.OccurredAt);
                }

                See(ledger.Apply(counted, now, [], Rows.Monday + Duration.FromDays(90)));

                void See(LeadChange change)
                {
                    foreach (var clock in change.View?.Clocks ?? [])
                    {
                        var key = (clock.Clause, clock.StartEvent, clock.Cycle);
                        if (states.TryGetValue(key, out var before) && before != clock.State) Next[before].ShouldContain(clock.State, $"{key} was {before}");
                        states[key] = clock.State;
                    }
                }
            }, iter: Histories);

    [Fact]
    public void A_clock_is_met_if_and_only_if_it_was_stopped_at_or_before_due_and_breached_if_and_only_if_due_passed_before_that() =>
        Gen.Select(RandomHistories.Histories, RandomHistories.Moments, Gen.Bool).Sample(
            (rows, asOf, versions) =>
            {
                var ledger = new LeadLedger(versions ? Tallies.VersionsBook : Tallies.RichBook, Rows.Lead, []);
                ledger.Apply(0, Instant.MinValue, rows, asOf);
                if (ledger.View() is not { } view) return;
                // What occurred ahead of now is known all the same.
                var now = Instant.Max(asOf, view.UpdatedAt);
                foreach (var clock in view.Clocks)
                {
                    var (stopped, cancelled) = clock.State == ClockState.Cancelled ? ((Instant?)null, clock.Stop) : (clock.Stop, null);
                    (clock.State == ClockState.Met).ShouldBe(stopped is { } stop && !(stop > clock.Due), clock.ToString());
                    (clock.State is ClockState.Breached or ClockState.MetLate).ShouldBe(clock.Due < now && !(stopped <= clock.Due) && !(cancelled <= clock.Due), clock.ToString());
                }
            }, iter: Histories);

    /// <summary>Each event received when it occurred, one after the other; none that says where the lead came from, which would hold for all that was before.</summary>
    private static Gen<JournalRow[]> InTheirOrder { get; } = RandomHistories.Histories.Select(rows => rows.DistinctBy(row => row.Event.Id)
        .Where(row => row.Event.Data is not (Captured or Updated { Attributes: { Source: not null } or { Campaign: not null } or { Segment: not null } }))
        .OrderBy(row => row, new EventOrder(Tallies.VersionsBook))
        .Select((row, i) => row with { Seq = i + 1, Event = row.Event with { ReceivedAt = row.Event.OccurredAt } }).ToArray());
}
