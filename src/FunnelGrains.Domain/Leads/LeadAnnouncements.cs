using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Domain.Leads;

/// <summary>
/// Which breaches, warnings and escalation steps of a lead are to be announced, and when. A breach that was already past due when the event that made it was
/// received is counted and listed, but never announced; the journal's order decides that, so that any restart decides alike.
/// </summary>
internal sealed class LeadAnnouncements(AgreementBook book, string lead)
{
    private Dictionary<string, bool>? silent;
    private (LeadFold Fold, int Version, int Announced, ImmutableArray<BreachView> Breaches)? shown;

    /// <summary>All breaches by due: those the fold says, and those announced that it no longer says.</summary>
    public ImmutableArray<BreachView> Breaches(LeadHistory history, LeadFold fold)
    {
        if (fold.Clocks.Breached.Count == 0 && history.Announced.Count == 0) return [];
        if (shown is not { } known || known.Fold != fold || known.Version != fold.Clocks.Version || known.Announced != history.Announced.Count)
            shown = known = (fold, fold.Clocks.Version, history.Announced.Count, Show(history, fold));
        return known.Breaches;
    }

    private ImmutableArray<BreachView> Show(LeadHistory history, LeadFold fold)
    {
        List<BreachView>? breaches = null;
        foreach (var clock in fold.Clocks.Breached) (breaches ??= []).Add(View(clock, history));
        foreach (var (id, (row, breach)) in history.Announced)
            if (breaches?.Exists(known => known.Id == id) != true)
                (breaches ??= []).Add(new BreachView(
                    id, breach.Clause, breach.StartEvent, breach.Cycle, breach.Due, row.Event.ReceivedAt, breach.Owner, breach.Team ?? "",
                    ClockState.Breached, false, true));
        if (breaches is null) return [];
        breaches.Sort(static (a, b) => a.Due.CompareTo(b.Due) is not 0 and var order ? order : string.CompareOrdinal(a.Id, b.Id));
        return [.. breaches];
    }

    /// <summary>The breaches whose announcement is due and has no row yet.</summary>
    public ImmutableArray<BreachView> DueAt(LeadHistory history, LeadFold fold, Instant asOf)
    {
        List<BreachView>? due = null;
        foreach (var clock in fold.Clocks.Breached)
            if (clock.Due!.Value + clock.Compiled.Grace < asOf && IsToBeAnnounced(clock, history))
                (due ??= []).Add(View(clock, history));
        return due is null ? [] : [.. due];
    }

    /// <summary>The warnings and escalation steps whose announcement is due and has no row yet.</summary>
    public ImmutableArray<WarningView> WarnAt(LeadHistory history, LeadFold fold, Instant asOf)
    {
        List<WarningView>? due = null;
        foreach (var passed in fold.Clocks.Passed)
            if (passed.AnnounceAt < asOf && IsToBeAnnounced(passed, history)) (due ??= []).Add(passed.View(lead));
        return due is null ? [] : [.. due];
    }

    /// <summary>After which instant the lead is to be judged again; null for never.</summary>
    public Instant? NextWake(LeadHistory history, LeadFold fold, Instant asOf)
    {
        Instant? next = fold.Clocks.NextAt is var moves && moves < Instant.MaxValue ? moves : null;
        foreach (var clock in fold.Clocks.Breached)
        {
            var announced = clock.Due!.Value + clock.Compiled.Grace;
            if (announced >= asOf && (next is null || announced < next) && IsToBeAnnounced(clock, history)) next = announced;
        }

        foreach (var passed in fold.Clocks.Passed)
            if (passed.AnnounceAt >= asOf && (next is null || passed.AnnounceAt < next) && IsToBeAnnounced(passed, history)) next = passed.AnnounceAt;
        return next;
    }

    private bool IsToBeAnnounced(Clock clock, LeadHistory history)
    {
        var id = clock.BreachId(lead);
        if (history.Announced.ContainsKey(id)) return false;
        if (!(silent ??= new(StringComparer.Ordinal)).TryGetValue(id, out var known)) silent[id] = known = IsSilent(clock, history);
        return !known;
    }

    /// <summary>A threshold is announced once for a clock; where late evidence moves one that was silent, it may be announced then.</summary>
    private bool IsToBeAnnounced(PassedThreshold passed, LeadHistory history)
    {
        var id = passed.Id(lead);
        if (history.IsWarned(id)) return false;
        var key = string.Create(CultureInfo.InvariantCulture, $"{id} {passed.At.ToUnixTimeTicks()}");
        if (!(silent ??= new(StringComparer.Ordinal)).TryGetValue(key, out var known))
            silent[key] = known = Then(history, passed.At) is { } then && !then.Any(fold => fold.Clocks.Passed.Any(passed.IsSame));
        return !known;
    }

    /// <summary>
    /// Silent if what was received up to due did not yet say that the clock would be breached: then a later event made it.
    /// Otherwise time made it, and it is announced, even when that is found out only after a restart.
    /// </summary>
    private bool IsSilent(Clock clock, LeadHistory history)
    {
        if (Then(history, clock.Due!.Value) is not { } then) return false;
        foreach (var other in then.SelectMany(fold => fold.Clocks.Breached))
            if (other.Due == clock.Due && other.StartEvent == clock.StartEvent && other.Clause.Key == clock.Clause.Key)
                return false;
        return true;
    }

    /// <summary>What was received up to an instant, judged when the next event came; null when none came later, empty when nothing had come before.</summary>
    private LeadFold[]? Then(LeadHistory history, Instant at)
    {
        if (history.FirstReceivedAfter(at, out var receivedAt) is not { } late) return null;
        return late == history.FirstSeq ? [] : [LeadFolds.All(book, history.Through(late - 1), receivedAt, null)];
    }

    private BreachView View(Clock clock, LeadHistory history)
    {
        var id = clock.BreachId(lead);
        var announcedAt = history.Announced.TryGetValue(id, out var announced) ? announced.Row.Event.ReceivedAt : (Instant?)null;
        return new BreachView(
            id, clock.Clause.Key, clock.StartEvent, clock.Cycle, clock.Due!.Value, announcedAt, clock.OwnerSent, clock.Clause.Team,
            clock.State, clock.Open, false);
    }
}
