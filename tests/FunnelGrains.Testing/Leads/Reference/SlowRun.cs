using System.Globalization;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>One run of a clause from its start event, told step by step: the events that followed, and the versions that took open clocks.</summary>
internal sealed class SlowRun(SlowClocks clocks, Clause begun, int start)
{
    private readonly List<(Instant From, Instant To)> pauses = [];
    private readonly List<WarningView> warnings = [];
    private readonly HashSet<(bool, string)> passed = [];
    private readonly Dictionary<(Target, string, int, Duration), Instant?> known = [];
    private Clause clause = begun;
    private Instant? since; // paused
    private Instant runs = clocks.Story[start].At; // the last start, end of a pause or move
    private Instant floor = Instant.MinValue; // no due before

    /// <summary>The first event at which the clause is free to start again.</summary>
    public int Free { get; private set; }

    private Scene Began => clocks.Story[start];

    public SlowClock Judge()
    {
        if (clocks.Pauses(clause, start)) since = Began.At;
        foreach (var (at, i, version) in Steps())
        {
            if (version is not null && at >= clocks.Now) break;
            Pass(at);
            if (Due() < at) return Breached();
            if (version is not null)
            {
                if (!Moves(version, at)) return Cancelled(at, clocks.Last(at), After(at));
            }
            else if (clocks.Stops(clause, start, i))
            {
                if (since is { } paused) pauses.Add((paused, at));
                since = null;
                return Ended(ClockState.Met, at, clocks.Story[i].After, false, i + 1); // the event that stops a clock starts none of the same clause
            }
            else if (clocks.Cancels(clause, start, i)) return Cancelled(at, i, i);
            else if (clocks.Story[i].MovesSomething) PauseOrResume(clocks.Pauses(clause, i), at);
        }

        Pass(clocks.Now);
        if (Due() < clocks.Now) return Breached();
        return Ended(since is null ? ClockState.Running : ClockState.Paused, null, clocks.Story[^1].After, true, clocks.Story.Count);
    }

    /// <summary>Events of the cycle, the recycle that ends it included, and versions that take open clocks; at one instant events first.</summary>
    private IEnumerable<(Instant At, int Event, Agreement? Version)> Steps()
    {
        var story = clocks.Story;
        var events = Enumerable.Range(start + 1, story.Count - start - 1)
            .Where(i => story[i].Cycle == Began.Cycle || (story[i].Cycle == Began.Cycle + 1 && story[i - 1].Cycle == Began.Cycle))
            .Select(i => (story[i].At, i, (Agreement?)null));
        // A version whose place a later one takes is never in force.
        var inForce = clocks.Time.Versions.Where(version => clocks.Time.Versions.All(other => other.Version <= version.Version || other.InForceFrom > version.InForceFrom));
        var moves = inForce.Where(version => version.Scope == AgreementScope.OpenClocks && version.InForceFrom > Began.At && version != clocks.Time.Versions[0])
            .Select(version => (version.InForceFrom, int.MaxValue, (Agreement?)version));
        return events.Concat(moves).OrderBy(step => step.Item1).ThenBy(step => step.Item3 is not null);
    }

    private Instant? Due() => since is null ? Planned() : null;

    private Instant? Planned() => clocks.Time.Length(clause, Began.At) is { } length && First(length) is { } due
        ? Instant.Max(floor, due) : null;

    /// <summary>The first instant at which so much had run; asked again and again with the same pauses.</summary>
    private Instant? First(Duration run)
    {
        if (!known.TryGetValue((clause.Target, clause.Calendar, pauses.Count, run), out var first)) known[(clause.Target, clause.Calendar, pauses.Count, run)] = first = clocks.Time.Reaches(clause, Began.At, pauses, run);
        return first;
    }

    private void PauseOrResume(bool holds, Instant at)
    {
        if (holds && since is null && !(Due() <= at)) since = at;
        if (holds || since is not { } paused) return;
        pauses.Add((paused, at));
        (since, runs) = (null, at);
    }

    private bool Moves(Agreement version, Instant at)
    {
        var last = clocks.Last(at);
        if (version.Clauses.FirstOrDefault(other => other.Key == clause.Key) is not { } next || !clocks.Holds(next.AppliesTo, last)) return false;
        (clause, floor, runs) = (next, at, at);
        if (clocks.Time.Length(clause, Began.At) is { } length && clocks.Time.Worked(clause, Began.At, pauses, since ?? at) >= length) PauseOrResume(false, at);
        else PauseOrResume(clocks.Pauses(clause, last), at);
        return true;
    }

    /// <summary>Thresholds that come before an instant, while it runs: the first instant at which so much had run and it was running.</summary>
    private void Pass(Instant before)
    {
        if (since is not null || clocks.Time.Length(clause, Began.At) is not { } length) return;
        var due = Due();
        var soon = Thresholds().Where(one => one.At.AfterSeconds is null).Select(one => (one.Step, one.At, Instant: Reaches(one.At, length)))
            .Where(one => one.Instant < before && !(one.Instant > due)).OrderBy(one => one.Instant).ToList();
        foreach (var (step, at, instant) in soon) Pass(step, at, instant!.Value, due);
    }

    private Instant? Reaches(ClauseMoment at, Duration length)
    {
        var run = at.Share is { } share ? Duration.FromMilliseconds((long)((decimal)length.TotalMilliseconds * share)) : length - Duration.FromSeconds(at.BeforeSeconds!.Value);
        return First(Duration.Max(Duration.Zero, run)) is { } reached ? Instant.Max(reached, runs) : null;
    }

    private IEnumerable<(string? Step, ClauseMoment At)> Thresholds() =>
        (clause.WarnAt ?? []).Select(at => ((string?)null, at)).Concat((clause.Escalation ?? []).Select(step => ((string?)step.Key, step.At)));

    private void Pass(string? step, ClauseMoment at, Instant instant, Instant? due)
    {
        var text = at.Share is { } share ? $"share:{share.ToString("0.####", CultureInfo.InvariantCulture)}" : at.BeforeSeconds is { } less ? $"before:{less}" : $"after:{at.AfterSeconds}";
        if (!passed.Add((step is null, step ?? text))) return;
        warnings.Add(new WarningView(
            WarningId.Of(Rows.Lead, clause.Key, Began.Event.Id, step ?? text, step is not null), clause.Key, Began.Event.Id, Began.Cycle, text, step, instant, due,
            clocks.Story[clocks.Last(instant)].After.Owner, clause.Team));
    }

    private SlowClock Breached()
    {
        var due = Due()!.Value;
        var story = clocks.Story;
        var later = Steps().Where(step => step.Version is null && step.At > due).ToList();
        var stop = later.FirstOrDefault(step => clocks.Stops(clause, start, step.Event));
        var cancel = later.FirstOrDefault(step => !clocks.Stops(clause, start, step.Event) && clocks.Cancels(clause, start, step.Event));
        var repaired = new[] { stop, cancel }.Where(step => step.At != default).Select(step => step.At).Append(Instant.MaxValue).Min();
        foreach (var (step, at) in Thresholds().Where(one => one.At.AfterSeconds is not null).OrderBy(one => one.At.AfterSeconds))
            if (clocks.Time.TimeOf(clause).Add(due, Duration.FromSeconds(at.AfterSeconds!.Value)) is { } passes && passes < clocks.Now && passes < repaired)
                Pass(step, at, passes, due);
        var free = story.FindIndex(scene => scene.At > due) is >= 0 and var next ? next : story.Count;
        var hands = story[clocks.Last(due)].After;
        return stop.At != default ? Ended(ClockState.MetLate, stop.At, hands, false, free) : Ended(ClockState.Breached, null, hands, cancel.At == default, free);
    }

    private SlowClock Cancelled(Instant at, int last, int free)
    {
        if (since is { } paused) pauses.Add((paused, at));
        since = null;
        return Ended(ClockState.Cancelled, at, clocks.Story[last].After, false, free);
    }

    private int After(Instant at) => clocks.Story.FindIndex(scene => scene.At > at) is >= 0 and var next ? next : clocks.Story.Count;

    private SlowClock Ended(ClockState state, Instant? at, Hands hands, bool open, int free)
    {
        Free = free;
        Duration? left = state == ClockState.Paused && clocks.Time.Length(clause, Began.At) is { } length
            ? length - clocks.Time.Worked(clause, Began.At, pauses, since!.Value) : null;
        return new SlowClock(
            new ClockView(clause.Key, Began.Event.Id, Began.Cycle, state, Began.At, Due(), at, hands.Owner, clause.Team, open, left), hands.OwnerCounted, Planned(), warnings);
    }
}
