using System.Collections.Concurrent;
using CsCheck;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Testing.Leads;
using FunnelGrains.Testing.Leads.Reference;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Leads;

/// <summary>Properties are worth what their histories reach.</summary>
public sealed class RandomHistoriesCoverage
{
    private const int AtLeast = 5;

    private static readonly BusinessCalendar Hours = new(AgreementDefaults.Weekdays("America/Sao_Paulo"));
    private static readonly string[] Funnel = ["lead", "mql", "sal", "sql", "opportunity", "customer"];

    [Fact]
    public void The_random_histories_reach_every_rule_of_the_fold_and_of_the_clocks()
    {
        var reached = new ConcurrentDictionary<string, int>();
        Gen.Select(RandomHistories.Histories, RandomHistories.Moments).Sample(
            (rows, asOf) =>
            {
                var lead = new SlowLead(RichAgreement.Workspace, rows, asOf);
                var moved = new SlowLead(RichAgreement.Versions, rows, asOf);
                foreach (var (what, isReached) in Arrivals(rows).Concat(Moves(lead)).Concat(Clocks(lead, rows)).Concat(Pauses(lead)).Concat(Versions(moved)))
                    reached.AddOrUpdate(what, isReached ? 1 : 0, (_, n) => n + (isReached ? 1 : 0));
            }, iter: 2_000);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", reached.OrderBy(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}")));
        reached.Where(pair => pair.Value < AtLeast).ShouldBeEmpty();
        reached.Count.ShouldBe(44);
    }

    private static IEnumerable<(string What, bool Is)> Arrivals(JournalRow[] rows)
    {
        yield return ("duplicate", rows.DistinctBy(row => row.Event.Id).Count() < rows.Length);
        yield return ("tie", rows.DistinctBy(row => row.Event.OccurredAt).Count() < rows.Length);
        yield return ("late", rows.Zip(rows.Skip(1)).Any(pair => pair.Second.Event.OccurredAt < pair.First.Event.OccurredAt));
        yield return ("poison", rows.Any(row => row.Event.Data is Unreadable or StageChanged { Stage: "nowhere" } or Recycled { Stage: "customer" }));
        yield return ("value without a place", rows.Any(row => row.Other != OtherValues.None));
        yield return ("team of its own", rows.Any(row => row.Event.Data is Assigned { Team: "partners" }));
    }

    private static IEnumerable<(string What, bool Is)> Moves(SlowLead lead)
    {
        var story = lead.Story;
        var steps = story.Zip(story.Skip(1)).Where(step => step.First.Cycle == step.Second.Cycle).ToList();
        yield return ("captured by another event", story.Count > 0 && story[0].Row.Event.Data is not Captured);
        yield return ("captured by a recycle", story.Count > 0 && story[0].Row.Event.Data is Recycled);
        yield return ("recycled", story.Any(scene => scene.Cycle == 2));
        yield return ("recycled after a win", story.Zip(story.Skip(1)).Any(step => step.First.Status == LeadStatus.Won && step.Second.Cycle > step.First.Cycle));
        yield return ("skip", steps.Any(step => Index(step.Second.Stage) > Index(step.First.Stage) + 1));
        yield return ("backward", steps.Any(step => Index(step.Second.Stage) < Index(step.First.Stage)));
        yield return ("anomaly", story.Any(scene => scene.Anomaly));
        yield return ("lost", story.Any(scene => scene.Status == LeadStatus.Lost));
        yield return ("rejected", story.Any(scene => scene.Status == LeadStatus.Rejected));
        yield return ("reopened", steps.Any(step => step.First.Status is LeadStatus.Lost or LeadStatus.Rejected && step.Second.Status == LeadStatus.Open));
        yield return ("won from lost", steps.Any(step => step.First.Status is LeadStatus.Lost or LeadStatus.Rejected && step.Second.Status == LeadStatus.Won));
        yield return ("amount later", steps.Any(step => step is { First.Status: LeadStatus.Won, Second: { Anomaly: false, Row.Event.Data: DealWon { Amount: not null } } }));
    }

    private static IEnumerable<(string What, bool Is)> Clocks(SlowLead lead, JournalRow[] rows)
    {
        var clocks = lead.Clocks;
        foreach (var state in new[] { ClockState.Running, ClockState.Met, ClockState.Breached, ClockState.MetLate, ClockState.Cancelled })
            yield return (state.ToString(), clocks.Any(clock => clock.State == state));
        yield return ("stopped exactly at due", clocks.Any(clock => clock.State == ClockState.Met && clock.Stop == clock.Due));
        yield return ("stopped at its start", clocks.Any(clock => clock.State == ClockState.Met && clock.Stop == clock.Start));
        yield return ("no due", clocks.Any(clock => clock.Due is null));
        yield return ("breach that nobody awaits", clocks.Any(clock => clock is { State: ClockState.Breached, Open: false }));
        yield return ("several clocks of a clause in a cycle", clocks.GroupBy(clock => (clock.Clause, clock.Cycle)).Any(same => same.Count() > 1));
        yield return ("start outside hours", clocks.Any(clock => clock.Clause == "accept_mql" && !Hours.IsOpen(clock.Start)));
        yield return ("event exactly at a due that passes", clocks.Any(clock => clock.State == ClockState.Breached && rows.Any(row => row.Event.OccurredAt == clock.Due)));
    }

    private static IEnumerable<(string What, bool Is)> Pauses(SlowLead lead)
    {
        var clocks = lead.Clocks.Where(clock => clock.Clause is "waiting" or "cold" or "waiting_open").ToList();
        yield return ("paused", clocks.Any(clock => clock.State == ClockState.Paused));
        yield return ("paused with less than the target", clocks.Any(clock => clock.Clause == "waiting" && clock.Remaining < Duration.FromHours(24)));
        yield return ("paused by an attribute", clocks.Any(clock => clock is { Clause: "cold", State: ClockState.Paused }));
        yield return ("paused clause met", clocks.Any(clock => clock.State == ClockState.Met));
        yield return ("paused clause breached", clocks.Any(clock => clock.State == ClockState.Breached));
        yield return ("due moved by a pause", clocks.Any(clock => clock is { Clause: "cold", State: not ClockState.Cancelled } && clock.Due - clock.Start > Duration.FromHours(8)));
        yield return ("warned by a share", lead.Warnings.Any(warning => warning.Threshold == "share:0.5"));
        yield return ("warned before due", lead.Warnings.Any(warning => warning.Threshold == "before:1800"));
        yield return ("step at due", lead.Warnings.Any(warning => warning.Step == "owner"));
        yield return ("step after breach", lead.Warnings.Any(warning => warning.Step == "manager"));
    }

    private static IEnumerable<(string What, bool Is)> Versions(SlowLead lead)
    {
        var forces = RichAgreement.Versions.Agreements.Skip(2).Select(version => version.InForceFrom).Distinct().ToList();
        var open = lead.Clocks.Where(clock => forces.Any(force => clock.Start < force && (clock.Stop ?? clock.Due ?? force) >= force)).ToList();
        yield return ("cancelled by a version without its clause", open.Any(clock => clock.State == ClockState.Cancelled && forces.Contains(clock.Stop!.Value)));
        yield return ("due at a version's force", open.Any(clock => clock.Due is { } due && forces.Contains(due)));
        yield return ("met after a move", open.Any(clock => clock.State == ClockState.Met));
        yield return ("of another team after a move", open.Any(clock => clock is { Clause: "five_touches", Team: "marketing" }));
    }

    private static int Index(string stage) => Array.IndexOf(Funnel, stage);
}
