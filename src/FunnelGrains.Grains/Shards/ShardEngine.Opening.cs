using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

internal sealed partial class ShardEngine
{
    /// <summary>How long before its announcement a breach may have been due: as long as all silos may be away.</summary>
    private static readonly Duration DueBefore = Duration.FromMinutes(10);

    /// <summary>What is older than a long weekend is told to nobody again.</summary>
    private static readonly Duration History = Duration.FromDays(4);

    /// <summary>Claims that lose to rows of the owner before, until the opening is given up.</summary>
    private const int MostClaims = 5;

    private long openingAt;
    private TimeSpan claimingTook;
    private long claimedSeq;

    /// <summary>Claims the shard; what follows (replay, then the pump) runs behind. Throws when another owner is faster.</summary>
    public async Task OpenAsync(string silo)
    {
        openingAt = clock.Provider.GetTimestamp();
        for (var n = 1; !await TryClaimAsync(silo, last: n == MostClaims); n++)
        {
        }

        lastSeq = claim;
        claimingTook = clock.Provider.GetElapsedTime(openingAt);
        _ = RunAsync();
    }

    /// <summary>
    /// Claims at the journal's end. The owner before may still append there, above all one that stood still and goes on: after a row of his the claim is made again behind it, since to open
    /// anew would take a second of which the senders wait. After the claim of another one it is not: that one came later.
    /// </summary>
    private async Task<bool> TryClaimAsync(string silo, bool last)
    {
        claim = await journal.ReadLastSeqAsync(shard, ended.Token) + 1;
        var opened = new LeadEvent($"opened-{claim}", EventType.ShardOpened, clock.Now, clock.Now, "system", null, new ShardOpened(silo));
        try
        {
            await journal.AppendAsync(shard, [new JournalRow(claim, "", opened, OtherValues.None, null)], marksDirty: false);
            return true;
        }
        catch (SequenceTakenException) when (!last)
        {
            if (await journal.ReadAfterAsync(shard, claim - 1, 1, ended.Token) is [{ Event.Type: EventType.ShardOpened }]) throw;
            return false;
        }
    }

    private async Task RunAsync()
    {
        Tracing.Leave();
        try
        {
            var began = clock.Provider.GetTimestamp();
            await RecoverAsync();
            if (ended.IsCancellationRequested) return;
            accepting = true;
            ShardMetrics.Recovered(clock.Provider.GetElapsedTime(began));
            recovered.SetResult();
            LogOpened(
                logger, shard.ToString(), claim, countedSeq, (long)claimingTook.TotalMilliseconds, countedSeq - claimedSeq, (long)clock.Provider.GetElapsedTime(openingAt).TotalMilliseconds);
            _ = ArchiveLoopAsync();
            _ = MoveLeadsLoopAsync();
            await await Task.WhenAny(PumpAsync(), SaveLoopAsync(), TellLoopAsync(), leads.FillAsync());
        }
        catch (Exception unknown)
        {
            Abandon(unknown);
        }
    }

    private async Task RecoverAsync()
    {
        var checkpoint = await ClaimAsync();
        claimedSeq = checkpoint.Seq;
        (countedSeq, asOf, savedSeq, savedAsOf, savedRules) = (checkpoint.Seq, checkpoint.AsOf, checkpoint.Seq, checkpoint.AsOf, checkpoint.Zones);
        var countedBy = checkpoint.Seq == 0 ? book : CountingRules.Read(checkpoint.Zones, book)!.Book;
        tally.RecentFrom = book.DayOf(clock.Now) - options.RecentDays;
        // Events wait meanwhile, so all that does not need each other is read at once.
        await Task.WhenAll(LoadRecentAsync(), LoadWakesAsync(), LoadBreachesAsync(), RememberAnnouncedAsync(), dimensions.LoadAsync(ended.Token), leads.BeginAsync());
        if (countedBy.Version < book.Version) await AdoptBeforeReplayAsync(countedBy);
        LookAhead();
        await ReplayAsync();
    }

    private async Task LoadRecentAsync()
    {
        var recent = await readModel.ReadCellsAsync(
            shard, new CellQuery(tally.RecentFrom, null, [], Dimension.All, null, Present: true, SumDays: false), ended.Token);
        tally.LoadRecent(recent.Cells);
    }

    private async Task LoadWakesAsync()
    {
        foreach (var wake in await readModel.ReadWakesAsync(shard, ended.Token)) deadlines.Set(wake.Lead, wake.At, wake.Next);
    }

    private async Task LoadBreachesAsync()
    {
        var open = await readModel.ReadBreachesAsync(new BreachQuery(shard.Workspace, shard.Number, true, null, null, 1_000), ended.Token);
        breaches.Load(open.Select(row => new LeadBreach(row.Lead, row.Breach)));
    }

    /// <summary>What the activation before announced and saved, its funnel may not have told: both may have died together.</summary>
    private async Task RememberAnnouncedAsync()
    {
        var since = clock.Now - Announcements.Kept;
        var lately = await readModel.ReadBreachesAsync(new BreachQuery(shard.Workspace, shard.Number, false, since - DueBefore, null, Announcements.Most), ended.Token);
        foreach (var row in lately.Where(row => row.Breach.AnnouncedAt >= since).OrderBy(row => row.Breach.AnnouncedAt))
            announced.Remember(new LeadBreach(row.Lead, row.Breach), row.Breach.AnnouncedAt!.Value);
    }

    /// <summary>
    /// Takes the checkpoint over. One beyond the journal's end (a journal restored from a backup) belongs to another history, and one of another tz database may have other days
    /// and due instants: all is counted anew.
    /// </summary>
    private async Task<Checkpoint> ClaimAsync()
    {
        var checkpoint = await readModel.ClaimAsync(shard, claim, ended.Token);
        if (checkpoint.Seq < claim && (checkpoint.Seq == 0 || CountingRules.Read(checkpoint.Zones, book) is not null)) return checkpoint;
        if (checkpoint.Seq < claim)
        {
            LogOtherZones(logger, shard.ToString(), checkpoint.Zones ?? "none", ZoneDatabase.Version);
            await readModel.ResetAsync(shard, claim);
            return await readModel.ClaimAsync(shard, claim, ended.Token);
        }

        if (await journal.ReadLastSeqAsync(shard, ended.Token) > claim) throw new SequenceTakenException(shard, claim + 1);
        LogReset(logger, shard.ToString(), checkpoint.Seq, claim - 1);
        await readModel.ResetAsync(shard, claim);
        return await readModel.ClaimAsync(shard, claim, ended.Token);
    }

    /// <summary>Whether an event came so long ago that all that follows from it was told, whoever died meanwhile.</summary>
    private bool IsHistory(Instant receivedAt) => clock.Now - receivedAt > History;

    /// <summary>Counts again what no checkpoint holds, the same way as live; time stands still until all is counted.</summary>
    private async Task ReplayAsync()
    {
        while (countedSeq < lastSeq)
        {
            var rows = await journal.ReadAfterAsync(shard, countedSeq, options.ReplayPage, ended.Token);
            if (rows.Count == 0) throw new InvalidOperationException($"the journal of {shard} ends at {countedSeq}, before {lastSeq}");
            var batch = new ShardBatch { LastSeq = rows[^1].Seq };
            var leads = rows.Where(row => row.Lead.Length > 0).Select(row => row.Lead).Distinct(StringComparer.Ordinal).ToList();
            await BringThroughAsync(leads, countedSeq);
            foreach (var row in rows)
            {
                if (row.Lead.Length == 0) continue;
                var resident = residents.Find(row.Lead)!;
                resident.Add(row);
                batch.Add(resident, row);
            }

            foreach (var lead in batch.Leads.Values) residents.Pin(lead.Resident);
            await CountAsync(batch, asOf);
            // A history that is counted anew is saved on the way: it may be longer than the memory, and a stop in its middle is no new beginning.
            if (IsHistory(rows[^1].Event.ReceivedAt) && changedLeads.Count >= options.CheckpointLeads) await SaveAsync();
        }

        // Rows were read without personal data, so what is held in mind does not know a true repeat from one that differs: it is read anew when needed.
        residents.Clear();
    }

    /// <summary>Like the intake's, but histories end where the replay stands.</summary>
    private async Task BringThroughAsync(List<string> leads, long throughSeq)
    {
        var missing = leads.Where(lead => residents.Find(lead) is null).ToList();
        if (missing.Count == 0) return;
        var histories = await journal.ReadLeadsAsync(shard, missing, throughSeq, personal: true, ended.Token);
        foreach (var lead in missing) intake.Hold(lead, histories.GetValueOrDefault(lead) ?? []);
    }

    /// <summary>Whatever happened is unknown: callers are told to come again, memory is dropped, and the next activation reads what is true.</summary>
    private void Abandon(Exception why)
    {
        if (ended.IsCancellationRequested) return;
        LogAbandoned(logger, why, shard.ToString(), claim, countedSeq);
        ShardMetrics.Abandoned.Add(1);
        Close();
        abandoned();
    }

    /// <summary>Ends all that runs; whoever waits is told to come again.</summary>
    public void Close()
    {
        if (ended.IsCancellationRequested) return;
        if (accepting) ShardMetrics.Open.Add(-1);
        ShardMetrics.Queued.Add(-waitingEvents);
        Hold(0);
        accepting = false;
        ended.Cancel();
        work.Set();
        changed.Set();
        appended.Clear();
        foreach (var call in active) call.Abandon();
        var gone = new ShardGoneException(shard.ToString());
        if (recovered.TrySetException(gone)) _ = recovered.Task.Exception;
        foreach (var (_, saved) in savers) saved.SetException(gone);
        savers.Clear();
        foreach (var (_, adopted) in adopters) adopted.SetException(gone);
        adopters.Clear();
    }
}
