using System.Collections.Immutable;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
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
        var due = deadlines.Before(upTo).Union(await MovingAsync(upTo)).Where(lead => !batch.Leads.ContainsKey(lead)).ToList();
        var judged = await JudgeAsync(due, upTo);
        var leads = batch.Leads.Values.ToList();
        var began = clock.Provider.GetTimestamp();
        var changes = await ShardApply.ApplyAsync(book.Version, leads, countedSeq, asOf, upTo);
        var took = clock.Provider.GetElapsedTime(began);
        if (ended.IsCancellationRequested) return;
        for (var i = 0; i < leads.Count; i++)
        {
            if (leads[i].Rows is [.., var newest]) leads[i].Resident.LastSeq = newest.Seq;
            Count(leads[i].Resident.Lead, leads[i].Rows, changes[i]);
        }

        for (var i = 0; i < due.Count; i++) Count(due[i], [], judged[i]);
        (countedSeq, asOf) = (Math.Max(countedSeq, batch.LastSeq), upTo);
        moves.RemoveWhere(at => at < upTo);
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

    /// <summary>
    /// Asks leads without new rows, some at a time: a day's promises may all fall due at the hour of closing, and their histories together are longer than the memory.
    /// </summary>
    private async Task<List<LeadChange>> JudgeAsync(List<string> due, Instant upTo)
    {
        var changes = new List<LeadChange>(due.Count);
        foreach (var some in due.Chunk(options.CheckpointLeads))
        {
            await BringThroughAsync([.. some], countedSeq);
            var held = some.Select(lead => new LeadRowsOnTheirWay(residents.Find(lead)!)).ToList();
            foreach (var lead in held) residents.Pin(lead.Resident);
            changes.AddRange(await ShardApply.ApplyAsync(book.Version, held, countedSeq, asOf, upTo));
            foreach (var lead in held) lead.Resident.Pins--;
            if (due.Count > some.Length) residents.Trim(static resident => resident.Grain.ReleaseAsync().Ignore());
        }

        return changes;
    }

    private void Count(string id, List<JournalRow> rows, LeadChange change)
    {
        if (rows.Count > 0) withNewRows.Add(id);
        auditTouched?.Add(id);
        tally.Add(change.Facts);
        deadlines.Set(id, change.NextWake, change.NextClock);
        foreach (var poison in change.Poisoned)
            if (AddOwn(id, $"quarantine-{poison.Seq}", EventType.EventQuarantined, poison)) Quarantine();
        if (change.View is { } view) Show(id, rows, change, view);
        if (change.View is null && change.Poisoned.Length > 0) unlisted.Add(id);
        else if (unlisted.Count > 0) unlisted.Remove(id);
        foreach (var row in rows)
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

    private void Show(string id, List<JournalRow> rows, LeadChange change, LeadView view)
    {
        // What the lead asked for is in no row yet: saved like this, it is judged again, and asks again, by whoever comes after a crash.
        var asks = change.Announce.Length > 0 || change.Poisoned.Length > 0 || !change.Warn.IsDefaultOrEmpty;
        changedLeads[id] = new ChangedLead(view, asks ? asOf : change.NextWake);
        breaches.Set(id, view.Breaches);
        foreach (var breach in change.Announce)
            AddOwn(
                id, breach.Id, EventType.SlaBreached,
                new SlaBreached(breach.Clause, breach.StartEvent, breach.Cycle, breach.Due, breach.Owner, breach.Team));
        if (!change.Warn.IsDefaultOrEmpty) Warn(id, change.Warn);
        foreach (var row in rows)
        {
            if (row.Event.Data is SlaBreached) Announce(id, row, view);
            else if (row.Event.Data is SlaWarned warned) AnnounceWarning(id, row, warned);
        }

        if (accepting && rows.Count > 0) Celebrate(rows, view, change.Facts);
    }

    /// <summary>A row of the shard's own, appended with the next batch; once.</summary>
    private bool AddOwn(string lead, string id, EventType type, EventData data)
    {
        if (!own.Add(lead, new LeadEvent(id, type, clock.Now, clock.Now, "system", null, data))) return false;
        work.Set();
        return true;
    }

    /// <summary>Announcements are told again by a replay, since only what was told can be saved; but not those of a history that is counted anew.</summary>
    private void Announce(string lead, JournalRow row, LeadView view)
    {
        if (IsHistory(row.Event.ReceivedAt) || view.Breaches.FirstOrDefault(breach => breach.Id == row.Event.Id) is not { } breach) return;
        announced.Add(new LeadBreach(lead, breach), clock.Now);
        if (accepting) ShardMetrics.Announced((clock.Now - breach.Due).ToTimeSpan());
    }

    private void Warn(string lead, ImmutableArray<WarningView> warnings)
    {
        foreach (var (id, clause, startEvent, cycle, threshold, step, at, due, owner, team) in warnings)
            AddOwn(lead, id, EventType.SlaWarned, new SlaWarned(clause, startEvent, cycle, threshold, step, at, due, owner, team));
    }

    /// <summary>Told as its row says it, whatever the lead has come to meanwhile.</summary>
    private void AnnounceWarning(string lead, JournalRow row, SlaWarned warned)
    {
        if (IsHistory(row.Event.ReceivedAt)) return;
        announced.Add(new LeadWarning(lead, new WarningView(
            row.Event.Id, warned.Clause, warned.StartEvent, warned.Cycle, warned.Threshold, warned.Step, warned.At, warned.Due, warned.Owner, warned.Team ?? "")), clock.Now);
    }

    /// <summary>A win of this moment, told at most once: by the event that won, with an amount or by the stage alone.</summary>
    private void Celebrate(List<JournalRow> rows, LeadView view, ImmutableArray<FactChange> facts)
    {
        if (view.Status != LeadStatus.Won || facts.Where(change => change.Fact.Measure == Measure.Won).Sum(change => change.N) != 1) return;
        var now = clock.Now;
        if (rows.Where(row => IsWin(row.Event)).MinBy(row => row.Event.OccurredAt) is not { Event: var e } || now - e.OccurredAt >= Duration.FromMinutes(10)) return;
        var won = e.Data as DealWon;
        wins.Add(new Win(e.Id, view.Owner, view.Team, won?.Amount, won?.Currency, e.OccurredAt));
    }

    private bool IsWin(LeadEvent e) => e.Data is DealWon
        || (e.Data is StageChanged to && book.Find(to.Stage, book.At(e.OccurredAt)) is { Stage.Kind: StageKind.Won });
}
