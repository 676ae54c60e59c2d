using CsCheck;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;
using FunnelGrains.Testing.Leads.Reference;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Leads;

public sealed class AnnouncementProperties
{
    private static readonly Instant End = Rows.Monday + Duration.FromDays(90);

    [Fact]
    public void A_breach_is_announced_once_if_and_only_if_it_stood_at_due_and_grace_and_time_made_it()
    {
        var (announced, rescinded, silent) = (0, 0, 0);
        Gen.Select(RandomHistories.Histories, Gen.Int).Sample(
            (rows, seed) =>
            {
                var random = new Random(seed);
                var lead = new WatchedLead(Tallies.RichBook);
                foreach (var row in rows)
                {
                    lead.Receive(row);
                    if (random.Next(6) == 0) lead.SleepUntil(row.Event.ReceivedAt);
                }

                lead.WatchUntil(End);
                var ids = lead.Announced.Select(breach => breach.Id).ToList();
                ids.Distinct().Count().ShouldBe(ids.Count);
                ids.Order().ShouldBe(Expected(rows).Order());

                var standing = Breaches(rows, End).Select(Id).ToList();
                var shown = lead.View?.Breaches ?? [];
                shown.Where(breach => !breach.Rescinded).Select(breach => breach.Id).Order().ShouldBe(standing.Order());
                shown.Where(breach => breach.Rescinded).Select(breach => breach.Id).Order().ShouldBe(ids.Except(standing).Order());
                Interlocked.Add(ref announced, ids.Count);
                Interlocked.Add(ref rescinded, ids.Except(standing).Count());
                Interlocked.Add(ref silent, standing.Except(ids).Count());
            }, iter: 1_000);
        (announced > 300 && rescinded > 10 && silent > 100).ShouldBeTrue($"{announced} announced, {rescinded} rescinded, {silent} silent");
    }

    private static IEnumerable<string> Expected(JournalRow[] rows) => Enumerable.Range(1, rows.Length).SelectMany(n =>
    {
        var until = n < rows.Length ? rows[n].Event.ReceivedAt : End;
        return Breaches(rows.Take(n), until).Where(clock => clock.Due + Grace(clock) < until && TimeMadeIt(clock, rows)).Select(Id);
    }).Distinct();

    /// <summary>What had been received by the due instant was enough for the breach.</summary>
    private static bool TimeMadeIt(ClockView clock, JournalRow[] rows)
    {
        var due = clock.Due!.Value;
        return Breaches(rows.Where(row => row.Event.ReceivedAt <= due), due + Duration.FromTicks(1)).Any(then => Id(then) == Id(clock));
    }

    private static IEnumerable<ClockView> Breaches(IEnumerable<JournalRow> rows, Instant asOf) =>
        new SlowLead(RichAgreement.Workspace, rows, asOf).Clocks.Where(clock => clock.State is ClockState.Breached or ClockState.MetLate);

    private static Duration Grace(ClockView clock) =>
        Duration.FromSeconds(RichAgreement.Workspace.Agreements[0].Clauses.Single(clause => clause.Key == clock.Clause).GraceSeconds);

    private static string Id(ClockView clock) => BreachId.Of(Rows.Lead, clock.Clause, clock.StartEvent, clock.Due!.Value);
}
