using System.Text.Json;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Web.Reading;

/// <summary>A page of leads.</summary>
/// <param name="Leads">The leads.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
internal sealed record LeadPageBody(IEnumerable<LeadBody> Leads, string? Next);

/// <summary>A lead in a list, without personal data.</summary>
/// <param name="Id">The lead.</param>
/// <param name="Status"><c>open</c>, <c>won</c>, <c>lost</c> or <c>rejected</c>.</param>
/// <param name="Erased">Whether its personal data was erased.</param>
/// <param name="Stage">The current stage's key.</param>
/// <param name="Cycle">The current cycle, from 1.</param>
/// <param name="Owner">Who owns it; null for nobody.</param>
/// <param name="Team">The team of the last assignment, else the one that owns the stage.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Campaign">Its campaign.</param>
/// <param name="Segment">Its segment.</param>
/// <param name="CapturedAt">When it began to exist.</param>
/// <param name="UpdatedAt">When its newest event happened.</param>
/// <param name="NextDue">The first due of its running clocks.</param>
/// <param name="Clocks">The clocks that run or are paused.</param>
/// <param name="Times">How often it stands behind the number that was asked about, such as twice for two cycles; null without `fact`.</param>
internal sealed record LeadBody(
    string Id, string Status, bool Erased, string Stage, int Cycle, string? Owner, string Team, string? Source, string? Campaign, string? Segment,
    Instant CapturedAt, Instant UpdatedAt, Instant? NextDue, IEnumerable<ClockBody> Clocks, long? Times)
{
    public static LeadBody Of(LeadView view, Instant now, long? times = null) => new(
        view.Lead, NameOf(view.Status), false, view.Stage, view.Cycle, view.Owner, view.Team, view.Source, view.Campaign, view.Segment,
        view.CapturedAt, view.UpdatedAt, view.NextDue, view.Clocks.Where(clock => clock.Open).Select(clock => ClockBody.Of(clock, now)), times);

    public static string NameOf(LeadStatus status) => status.ToString().ToLowerInvariant();
}

/// <summary>One run of a time clause for a lead.</summary>
/// <param name="Clause">The clause's key.</param>
/// <param name="StartEvent">Id of the event that started it.</param>
/// <param name="Cycle">The lead's cycle, from 1.</param>
/// <param name="State"><c>running</c>, <c>paused</c>, <c>met</c>, <c>breached</c>, <c>met_late</c> or <c>cancelled</c>.</param>
/// <param name="Start">When it started.</param>
/// <param name="Due">When it is due; null while paused, and for a clock with an error.</param>
/// <param name="Stop">When it was stopped or cancelled.</param>
/// <param name="RemainingSeconds">While it runs until due, by the wall clock; while paused what is left, in the clause's own time; null else.</param>
/// <param name="Times">Whose time its time was; of one lead alone, null in lists.</param>
/// <param name="Error">Why it has no due instant though it is not paused: its calendar is not open for that long within two years of its start; null else.</param>
internal sealed record ClockBody(
    string Clause, string StartEvent, int Cycle, string State, Instant Start, Instant? Due, Instant? Stop, double? RemainingSeconds,
    ClockTimesBody? Times, string? Error)
{
    /// <summary>A target is tried before it is agreed; what was agreed before that, or a calendar that closes for long, may still do it.</summary>
    private const string NeverDue = "no due instant: the calendar is not open for so long within two years";

    public static ClockBody Of(ClockView clock, Instant now, ClockTimes? times = null) => new(
        clock.Clause, clock.StartEvent, clock.Cycle, NameOf(clock.State), clock.Start, clock.Due, clock.Stop,
        clock is { State: ClockState.Running, Due: { } due } ? Math.Max(0, (due - now).TotalSeconds) : clock.Remaining?.TotalSeconds,
        times is null ? null : ClockTimesBody.Of(times), clock is { Due: null, State: not ClockState.Paused } ? NeverDue : null);

    public static string NameOf(ClockState state) => state == ClockState.MetLate ? "met_late" : state.ToString().ToLowerInvariant();
}

/// <summary>A lead, whole.</summary>
/// <param name="Id">The lead.</param>
/// <param name="Status"><c>open</c>, <c>won</c>, <c>lost</c> or <c>rejected</c>.</param>
/// <param name="Erased">Whether its personal data was erased.</param>
/// <param name="Stage">The current stage's key.</param>
/// <param name="Cycle">The current cycle, from 1.</param>
/// <param name="Owner">Who owns it; null for nobody.</param>
/// <param name="Team">The team of the last assignment, else the one that owns the stage.</param>
/// <param name="Attributes">Name to value, after all events.</param>
/// <param name="Personal">Personal data, after all events.</param>
/// <param name="Clocks">All its clocks.</param>
/// <param name="Timeline">Its events in their own order.</param>
internal sealed record LeadDetailBody(
    string Id, string Status, bool Erased, string Stage, int Cycle, string? Owner, string Team, IReadOnlyDictionary<string, JsonElement> Attributes,
    IReadOnlyDictionary<string, JsonElement> Personal, IEnumerable<ClockBody> Clocks, IEnumerable<TimelineBody> Timeline)
{
    public static LeadDetailBody Of(LeadDetail detail, Instant now)
    {
        var view = detail.View;
        return new LeadDetailBody(
            view.Lead, LeadBody.NameOf(view.Status), false, view.Stage, view.Cycle, view.Owner, view.Team, Elements(detail.Attributes),
            Elements(detail.Personal), ClocksOf(detail, now), detail.Timeline.Select(TimelineBody.Of));
    }

    private static IEnumerable<ClockBody> ClocksOf(LeadDetail detail, Instant now) => detail.ClockTimes.IsDefaultOrEmpty
        ? detail.View.Clocks.Select(clock => ClockBody.Of(clock, now))
        : detail.View.Clocks.Zip(detail.ClockTimes, (clock, times) => ClockBody.Of(clock, now, times));

    private static SortedDictionary<string, JsonElement> Elements(IReadOnlyDictionary<string, string> json) =>
        new(json.ToDictionary(pair => pair.Key, pair => JsonElement.Parse(pair.Value)), StringComparer.Ordinal);
}

/// <summary>An event on a lead's timeline.</summary>
/// <param name="Id">Given, or made at the door.</param>
/// <param name="Type">Its type.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="ReceivedAt">When it came in.</param>
/// <param name="Origin">The key or connection that sent it.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Data">What it says.</param>
/// <param name="Anomaly">It moved nothing, because the lead was already won, lost or rejected.</param>
/// <param name="Quarantined">It is kept, but passed over.</param>
internal sealed record TimelineBody(
    string Id, string Type, Instant OccurredAt, Instant ReceivedAt, string Origin, string? Actor, JsonElement Data, bool Anomaly, bool Quarantined)
{
    public static TimelineBody Of(TimelineEntry entry) => new(
        entry.Event.Id, entry.Event.Type.Name(), entry.Event.OccurredAt, entry.Event.ReceivedAt, entry.Event.Origin, entry.Event.Actor,
        JsonElement.Parse(EventDataCodec.Write(entry.Event.Data)), entry.Anomaly, entry.Quarantined);
}
