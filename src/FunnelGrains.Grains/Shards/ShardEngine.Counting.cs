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
        var began = clock.Provider.GetTimestamp();
        var changes = await ShardApply.ApplyAsync(leads, countedSeq, asOf, upTo);
        var took = clock.Provider.GetElapsedTime(began);
        if (ended.IsCancellationRequested) return;
        for (var i = 0; i < leads.Count; i++) Count(leads[i], changes[i]);
        (countedSeq, asOf) = (Math.Max(countedSeq, batch.LastSeq), upTo);
        appended.Remove(batch);
        if (Tracing.Done("shard count", batch.Traced, took, batch.Rows.Count) is var trace && trace != default) untold = trace;
        if (accepting) ShardMetrics.Counted(batch.Rows.Count, took);
        intake.Settle(batch, OutcomeStatus.Accepted);
        // In this very turn: what is saved is not replayed, so an announcement has to be told before. A replay ends with a whole partial, which tells them.
        if (accepting && announced.AreUntold) TellChanges();
        residents.Trim(static resident => resident.Grain.ReleaseAsync().Ignore());
        Hold(residents.Count);
        changed.Set();
    }

    private void Count(LeadRowsOnTheirWay lead, LeadChange change)
    {
        var id = lead.Resident.Lead;
        if (lead.Rows.Count > 0)
        {
            lead.Resident.LastSeq = lead.Rows[^1].Seq;
            withNewRows.Add(id);
        }

        auditTouched?.Add(id);
        tally.Add(change.Facts);
        deadlines.Set(id, change.NextWake, change.NextClock);
        foreach (var poison in change.Poisoned)
            if (AddOwn(id, $"quarantine-{poison.Seq}", EventType.EventQuarantined, poison)) Quarantine();
        if (change.View is { } view) Show(lead, change, view);
        if (change.View is null && change.Poisoned.Length > 0) unlisted.Add(id);
        else if (unlisted.Count > 0) unlisted.Remove(id);
        foreach (var row in lead.Rows)
            if (!row.Event.Type.IsPostable()) own.Counted(id, row.Event.Id, replaying: !accepting);
    }

    private void Quarantine()
    {
        quarantined++;
        ShardMetrics.Quarantined.Add(1);
    }

    /// <summary>Tells how many leads are in memory now.</summary>
    private void Hold(int leads)
    {
        ShardMetrics.Leads.Add(leads - held);
        held = leads;
    }

    private void Show(LeadRowsOnTheirWay lead, LeadChange change, LeadView view)
    {
        var id = lead.Resident.Lead;
        // What the lead asked for is in no row yet: saved like this, it is judged again, and asks again, by whoever comes after a crash.
        var asks = change.Announce.Length > 0 || change.Poisoned.Length > 0;
        changedLeads[id] = new ChangedLead(view, asks ? asOf : change.NextWake);
        breaches.Set(id, view.Breaches);
        foreach (var breach in change.Announce)
            AddOwn(
                id, breach.Id, EventType.SlaBreached,
                new SlaBreached(breach.Clause, breach.StartEvent, breach.Cycle, breach.Due, breach.Owner, breach.Team));
        foreach (var row in lead.Rows) Tell(id, row, view, change.Facts);
    }

    /// <summary>A row of the shard's own, appended with the next batch; once.</summary>
    private bool AddOwn(string lead, string id, EventType type, EventData data)
    {
        if (!own.Add(lead, new LeadEvent(id, type, clock.Now, clock.Now, "system", null, data))) return false;
        work.Set();
        return true;
    }

    /// <summary>Announcements are told again by a replay, since only what was told can be saved; wins are told at most once.</summary>
    private void Tell(string lead, JournalRow row, LeadView view, ImmutableArray<FactChange> facts)
    {
        if (row.Event.Data is SlaBreached)
        {
            if (view.Breaches.FirstOrDefault(breach => breach.Id == row.Event.Id) is not { } breach) return;
            announced.Add(new LeadBreach(lead, breach), clock.Now);
            if (accepting) ShardMetrics.Announced((clock.Now - breach.Due).ToTimeSpan());
        }
        else if (accepting && row.Event.Data is DealWon won && view.Status == LeadStatus.Won && clock.Now - row.Event.OccurredAt < Duration.FromMinutes(10)
            && facts.Where(change => change.Fact.Measure == Measure.Won).Sum(change => change.N) == 1)
        {
            wins.Add(new Win(row.Event.Id, view.Owner, view.Team, won.Amount, won.Currency, row.Event.OccurredAt));
        }
    }
}
