using CsCheck;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;
using FunnelGrains.Testing.Leads.Reference;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Leads;

public sealed class AnnouncementProperties
{
    private static readonly Instant End = Rows.Monday + Duration.FromDays(90);

    [Theory, InlineData(false), InlineData(true)]
    public void A_breach_is_announced_once_if_and_only_if_it_stood_at_due_and_grace_and_time_made_it(bool versions)
    {
        var (announced, rescinded, silent) = (0, 0, 0);
        var workspace = versions ? RichAgreement.Versions : RichAgreement.Workspace;
        Gen.Select(RandomHistories.Histories, Gen.Int).Sample(
            (rows, seed) =>
            {
                var random = new Random(seed);
                var lead = new WatchedLead(versions ? Tallies.VersionsBook : Tallies.RichBook);
                foreach (var row in rows)
                {
                    lead.Receive(row);
                    if (random.Next(6) == 0) lead.SleepUntil(row.Event.ReceivedAt);
                }

                lead.WatchUntil(End);
                var ids = lead.Announced.Select(breach => breach.Id).ToList();
                ids.Distinct().Count().ShouldBe(ids.Count);
                ids.Order().ShouldBe(Expected(workspace, rows).Order());

                var standing = Breaches(workspace, rows, End).Select(Id).ToList();
                var shown = lead.View?.Breaches ?? [];
                shown.Where(breach => !breach.Rescinded).Select(breach => breach.Id).Order().ShouldBe(standing.Order());
                shown.Where(breach => breach.Rescinded).Select(breach => breach.Id).Order().ShouldBe(ids.Except(standing).Order());
                Interlocked.Add(ref announced, ids.Count);
                Interlocked.Add(ref rescinded, ids.Except(standing).Count());
                Interlocked.Add(ref silent, standing.Except(ids).Count());
            }, iter: versions ? 300 : 1_000);
        (announced > (versions ? 100 : 300) && rescinded > (versions ? 3 : 10) && silent > (versions ? 30 : 100)).ShouldBeTrue($"{announced} announced, {rescinded} rescinded, {silent} silent");
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_warning_is_announced_once_for_its_clock_if_and_only_if_it_stood_when_told_and_time_made_it(bool versions)
    {
        var (warned, steps, taken, silent) = (0, 0, 0, 0);
        var workspace = versions ? RichAgreement.Versions : RichAgreement.Workspace;
        Gen.Select(RandomHistories.Histories, Gen.Int).Sample(
            (rows, seed) =>
            {
                var random = new Random(seed);
                var lead = new WatchedLead(versions ? Tallies.VersionsBook : Tallies.RichBook);
                foreach (var row in rows)
                {
                    lead.Receive(row);
                    if (random.Next(6) == 0) lead.SleepUntil(row.Event.ReceivedAt);
                }

                lead.WatchUntil(End);
                lead.Warned.Select(warning => warning.Id).ShouldBeUnique();
                lead.Warned.Select(warning => warning.Id).Order().ShouldBe(Warnings(workspace, rows).Order());
                var standing = new SlowLead(workspace, rows, End).Warnings;
                foreach (var warning in lead.Warned.Where(warning => standing.Any(other => other.Id == warning.Id && other.At == warning.At)))
                    standing.ShouldContain(other => other.Id == warning.Id && other.Step == warning.Step && other.Threshold == warning.Threshold);
                Interlocked.Add(ref warned, lead.Warned.Count(warning => warning.Step is null));
                Interlocked.Add(ref steps, lead.Warned.Count(warning => warning.Step is not null));
                Interlocked.Add(ref taken, lead.Warned.Count(warning => standing.All(other => other.Id != warning.Id)));
                Interlocked.Add(ref silent, standing.Count(warning => lead.Warned.All(other => other.Id != warning.Id)));
            }, iter: 200);
        (warned > 50 && steps > 20 && taken > 2 && silent > 20).ShouldBeTrue($"{warned} warned, {steps} steps, {taken} taken back, {silent} silent");
    }

    /// <summary>Between any two arrivals a threshold was told if it had passed by all that had come, and by what had come when it passed.</summary>
    private static IEnumerable<string> Warnings(Workspace workspace, JournalRow[] rows)
    {
        // What had come by an instant says the same whenever it is asked.
        var then = new Dictionary<Instant, IReadOnlyList<WarningView>>();
        return Enumerable.Range(1, rows.Length).SelectMany(n =>
        {
            var until = n < rows.Length ? rows[n].Event.ReceivedAt : End;
            return new SlowLead(workspace, rows.Take(n), until).Warnings
                .Where(warning => warning.At + (warning.Threshold.StartsWith("after", StringComparison.Ordinal) ? Grace(workspace, warning.Clause) : Duration.Zero) < until)
                .Where(warning => Then(warning.At).Any(passed => passed.Id == warning.Id && passed.At == warning.At))
                .Select(warning => warning.Id);
        }).Distinct();

        IReadOnlyList<WarningView> Then(Instant at) => then.TryGetValue(at, out var known)
            ? known : then[at] = new SlowLead(workspace, rows.Where(row => row.Event.ReceivedAt <= at), at + Duration.FromTicks(1)).Warnings;
    }

    private static IEnumerable<string> Expected(Workspace workspace, JournalRow[] rows)
    {
        // Whether time made a breach depends on it alone, not on when it is asked.
        var made = new Dictionary<string, bool>(StringComparer.Ordinal);
        return Enumerable.Range(1, rows.Length).SelectMany(n =>
        {
            var until = n < rows.Length ? rows[n].Event.ReceivedAt : End;
            return Breaches(workspace, rows.Take(n), until).Where(clock => clock.Due + Grace(workspace, clock.Clause) < until && TimeMade(clock)).Select(Id);
        }).Distinct();

        bool TimeMade(ClockView clock)
        {
            var id = Id(clock);
            return made.TryGetValue(id, out var known) ? known : made[id] = TimeMadeIt(workspace, clock, rows);
        }
    }

    /// <summary>What had been received by the due instant was enough for the breach.</summary>
    private static bool TimeMadeIt(Workspace workspace, ClockView clock, JournalRow[] rows)
    {
        var due = clock.Due!.Value;
        return Breaches(workspace, rows.Where(row => row.Event.ReceivedAt <= due), due + Duration.FromTicks(1)).Any(then => Id(then) == Id(clock));
    }

    private static IEnumerable<ClockView> Breaches(Workspace workspace, IEnumerable<JournalRow> rows, Instant asOf) =>
        new SlowLead(workspace, rows, asOf).Clocks.Where(clock => clock.State is ClockState.Breached or ClockState.MetLate);

    /// <summary>The same in all versions of these agreements.</summary>
    private static Duration Grace(Workspace workspace, string clause) =>
        Duration.FromSeconds(workspace.Agreements[0].Clauses.Single(known => known.Key == clause).GraceSeconds);

    private static string Id(ClockView clock) => BreachId.Of(Rows.Lead, clock.Clause, clock.StartEvent, clock.Due!.Value);
}
