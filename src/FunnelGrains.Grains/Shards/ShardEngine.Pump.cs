using System.Collections.Immutable;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

internal sealed partial class ShardEngine
{
    private readonly List<ShardBatch> appended = [];
    private readonly List<Win> wins = [];
    private readonly Dictionary<string, ChangedLead> changedLeads = new(StringComparer.Ordinal);

    private readonly HashSet<PostCall> active = [];

    /// <summary>Takes events; answered when each is durable and counted.</summary>
    public async Task<PostAnswer> PostAsync(string origin, ImmutableArray<IncomingEvent> events)
    {
        var call = new PostCall(origin, events, clock.Now, options.RetryAfter);
        if (!accepting || waitingEvents + events.Length > options.QueueLimit)
        {
            call.Abandon();
            return await call.Answer;
        }

        active.Add(call);
        waiting.Enqueue(call);
        waitingEvents += events.Length;
        work.Set();
        var answer = await call.Answer;
        active.Remove(call);
        return answer;
    }

    /// <summary>
    /// One append at a time; while a batch is counted, the next is appended. Clocks are judged up to the instant before which all calls that came are counted:
    /// a touch that waits in the queue is no broken promise.
    /// </summary>
    private async Task PumpAsync()
    {
        var counting = Task.CompletedTask;
        while (!ended.IsCancellationRequested)
        {
            if (waiting.Count == 0 && own.Count == 0)
            {
                await counting;
                if (waiting.Count > 0 || own.Count > 0) continue;
                if (IsTimeUp()) counting = CountAsync(new ShardBatch { LastSeq = lastSeq }, clock.Now);
                else await work.WaitAsync(UntilNext(), clock.Provider, ended.Token);
                continue;
            }

            var calls = TakeWaiting();
            var upTo = waiting.TryPeek(out var next) ? next.ArrivedAt : clock.Now;
            takingSince = clock.Now;
            var batch = await intake.TakeAsync(calls, TakeOwn(), lastSeq);
            appended.Add(batch);
            takingSince = null;
            if (batch.Rows.Count > 0)
            {
                await journal.AppendAsync(shard, batch.Rows, marksDirty: !markedDirty);
                markedDirty = true;
                lastSeq = batch.LastSeq;
            }

            await counting;
            counting = CountAsync(batch, Instant.Max(asOf, upTo));
        }

        await counting;
    }

    private List<PostCall> TakeWaiting()
    {
        var calls = new List<PostCall>();
        for (var events = 0; waiting.TryPeek(out var call) && (calls.Count == 0 || events + call.Events.Length <= options.BatchLimit);)
        {
            calls.Add(waiting.Dequeue());
            events += call.Events.Length;
            waitingEvents -= call.Events.Length;
        }

        return calls;
    }

    private List<(string Lead, LeadEvent Event)> TakeOwn()
    {
        var rows = own.ToList();
        own.Clear();
        return rows;
    }

    private bool IsTimeUp() => deadlines.Next is { } next && next < clock.Now;

    private TimeSpan? UntilNext() => deadlines.Next is { } next ? Instant.Max(Instant.MinValue, next) - clock.Now is var left && left > Duration.Zero
        ? left.ToTimeSpan()
        : TimeSpan.FromMilliseconds(1) : null;

    /// <summary>All leads of the batch, and all whose time has come, answer; then everything changes in one turn.</summary>
    private async Task CountAsync(ShardBatch batch, Instant upTo)
    {
        var due = deadlines.Before(upTo).Where(lead => !batch.Leads.ContainsKey(lead)).ToList();
        if (due.Count > 0) await BringThroughAsync(due, countedSeq);
        foreach (var lead in due)
        {
            var resident = residents.Find(lead)!;
            batch.Leads[lead] = new LeadRowsOnTheirWay(resident);
            residents.Pin(resident);
        }

        var leads = batch.Leads.Values.ToList();
        var changes = await ShardApply.ApplyAsync(leads, countedSeq, asOf, upTo);
        if (ended.IsCancellationRequested) return;
        for (var i = 0; i < leads.Count; i++) Count(leads[i], changes[i]);
        (countedSeq, asOf) = (Math.Max(countedSeq, batch.LastSeq), upTo);
        appended.Remove(batch);
        intake.Settle(batch, OutcomeStatus.Accepted);
        residents.Trim(static resident => resident.Grain.ReleaseAsync().Ignore());
        changed.Set();
    }

    private void Count(LeadRowsOnTheirWay lead, LeadChange change)
    {
        var id = lead.Resident.Lead;
        if (lead.Rows.Count > 0) lead.Resident.LastSeq = lead.Rows[^1].Seq;
        auditTouched?.Add(id);
        tally.Add(change.Changes);
        deadlines.Set(id, change.NextWake, NextClock(change.View));
        foreach (var poison in change.Poisoned) AddOwn(id, $"quarantine-{poison.Seq}", EventType.EventQuarantined, poison, ref quarantined);
        if (change.View is not { } view) return;
        changedLeads[id] = new ChangedLead(view, change.NextWake);
        breaches.Set(id, view.Breaches);
        var announced = 0;
        foreach (var breach in change.Announce)
            AddOwn(
                id, breach.Id, EventType.SlaBreached,
                new SlaBreached(breach.Clause, breach.StartEvent, breach.Cycle, breach.Due, breach.Owner, breach.Team), ref announced);
        foreach (var row in lead.Rows) Tell(id, row, view, change.Changes);
    }

    /// <summary>A row of the shard's own, appended with the next batch; once.</summary>
    private void AddOwn(string lead, string id, EventType type, EventData data, ref int count)
    {
        if (!ownIds.Add($"{lead}\n{id}")) return;
        count++;
        own.Add((lead, new LeadEvent(id, type, clock.Now, clock.Now, "system", null, data)));
        work.Set();
    }

    private void Tell(string lead, JournalRow row, LeadView view, ImmutableArray<CellChange> changes)
    {
        if (row.Event.Data is SlaBreached)
        {
            ownIds.Remove($"{lead}\n{row.Event.Id}");
            if (view.Breaches.FirstOrDefault(breach => breach.Id == row.Event.Id) is { } breach) news.Tell(new LeadBreach(lead, breach));
        }
        else if (row.Event.Data is DealWon won && view.Status == LeadStatus.Won && clock.Now - row.Event.OccurredAt < Duration.FromMinutes(10)
            && changes.Any(change => change is { N: 1, Cell: { Measure: Measure.Won, Dimension: Dimension.All } }))
        {
            wins.Add(new Win(row.Event.Id, view.Owner, view.Team, won.Amount, won.Currency, row.Event.OccurredAt));
        }
    }

    private static ClockView? NextClock(LeadView? view)
    {
        ClockView? next = null;
        foreach (var clock in view?.Clocks ?? [])
            if (clock is { State: ClockState.Running, Due: { } due } && (next is null || due < next.Due)) next = clock;
        return next;
    }
}
