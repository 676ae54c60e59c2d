using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Journal;
using Microsoft.Extensions.Logging;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// Turns waiting calls into a batch of rows: knows repeats, gives sequence numbers and places for dimension values, and brings each lead's history
/// where its shard does not hold it in mind. Runs inside the shard's pump, one batch at a time.
/// </summary>
internal sealed partial class ShardIntake(
    ShardKey shard, IJournal journal, Residents residents, LeadFilter filter, Dimensions dimensions, Func<string, ILeadGrain> grainOf,
    ShardOptions options, ILogger logger)
{
    private readonly Dictionary<(string Lead, ulong Id), EventOnItsWay> onTheirWay = [];

    /// <summary>Makes the batch; pins its leads until <see cref="Settle"/>.</summary>
    public async Task<ShardBatch> TakeAsync(IReadOnlyList<PostCall> calls, IReadOnlyList<(string Lead, LeadEvent Event)> own, long lastSeq)
    {
        var held = await BringAsync(calls, own);
        await dimensions.AdmitAsync(NewData(calls, held.AsSpan(own.Count)));
        var batch = new ShardBatch { LastSeq = lastSeq };
        var next = 0;
        foreach (var (_, e) in own) Append(batch, held[next++]!, e, null);
        foreach (var call in calls)
            for (var i = 0; i < call.Events.Length; i++)
                if (held[next++] is { } resident) Take(batch, resident, call, i);
                else call.Settle(i, new EventOutcome(OutcomeStatus.Retry));
        foreach (var lead in batch.Leads.Values) residents.Pin(lead.Resident);
        foreach (var resident in held)
            if (resident is not null) resident.Pins--;
        return batch;
    }

    /// <summary>The batch is counted, or lost.</summary>
    public void Settle(ShardBatch batch, OutcomeStatus status)
    {
        foreach (var lead in batch.Leads.Values) lead.Resident.Pins--;
        foreach (var (lead, id, e) in batch.Events)
        {
            onTheirWay.Remove((lead, id));
            e.Settle(status);
        }
    }

    /// <summary>Holds a lead in mind with the history given, unless it is held.</summary>
    public Resident Hold(string lead, IReadOnlyList<JournalRow> history)
    {
        if (residents.Find(lead) is { } held) return held;
        var resident = new Resident(lead, grainOf(lead)) { History = [.. history], LastSeq = history.Count == 0 ? 0 : history[^1].Seq };
        foreach (var row in history) resident.Add(row);
        residents.Add(resident);
        filter.Add(lead);
        return resident;
    }

    /// <summary>
    /// Holds the leads of all rows in mind, and pins each for each of its rows; reads the history of those that are not held, in one query.
    /// </summary>
    /// <returns>The lead of each own row, then of each event of each call; null for one of which archived rows cannot be read now.</returns>
    private async Task<Resident?[]> BringAsync(IReadOnlyList<PostCall> calls, IReadOnlyList<(string Lead, LeadEvent Event)> own)
    {
        var rows = own.Count;
        foreach (var call in calls) rows += call.Events.Length;
        var (held, at) = (new Resident?[rows], 0);
        HashSet<string>? missing = null;
        foreach (var (lead, _) in own) Find(lead);
        foreach (var call in calls)
            foreach (var e in call.Events) Find(e.Lead);
        if (missing is null) return held;
        await HoldAsync(missing, [.. own.Select(row => row.Lead)]);
        at = 0;
        foreach (var (lead, _) in own) Fill(lead);
        foreach (var call in calls)
            foreach (var e in call.Events) Fill(e.Lead);
        return held;

        void Find(string lead)
        {
            var resident = residents.Find(lead) ?? (filter.MayContain(lead) ? null : Hold(lead, []));
            if (resident is null) (missing ??= new HashSet<string>(StringComparer.Ordinal)).Add(lead);
            else residents.Pin(held[at] = resident);
            at++;
        }

        void Fill(string lead)
        {
            if (held[at] is null && residents.Find(lead) is { } found) residents.Pin(held[at] = found);
            at++;
        }
    }

    /// <summary>Holds leads in mind. Where archived rows cannot be read, each lead is read by itself, so that only those stay away that need them; never one of the shard's own rows.</summary>
    private async Task HoldAsync(IReadOnlyCollection<string> leads, HashSet<string> own)
    {
        try
        {
            var histories = await journal.ReadLeadsAsync(shard, leads, long.MaxValue, personal: true, CancellationToken.None);
            foreach (var lead in leads) Hold(lead, histories.GetValueOrDefault(lead) ?? []);
        }
        catch (ArchiveUnavailableException) when (leads.Count > 1)
        {
            foreach (var lead in leads) await HoldAsync([lead], own);
        }
        catch (ArchiveUnavailableException unreadable) when (!own.Contains(leads.Single()))
        {
            LogUnreadable(logger, unreadable, shard.ToString());
        }
    }

    /// <summary>Only what will be counted may take a place among a dimension's values.</summary>
    private List<EventData> NewData(IReadOnlyList<PostCall> calls, ReadOnlySpan<Resident?> held)
    {
        var (data, next) = (new List<EventData>(held.Length), 0);
        foreach (var call in calls)
            foreach (var e in call.Events)
                if (held[next++] is { } lead && lead.Events < options.LeadEventLimit && !lead.TryFind(EventMark.IdOf(e.Id), out _)) data.Add(e.Data);
        return data;
    }

    private void Take(ShardBatch batch, Resident resident, PostCall call, int index)
    {
        var e = call.Events[index];
        var mark = EventMark.Of(e);
        if (resident.TryFind(mark.Id, out var first))
        {
            var differs = first.Content != mark.Content || (e.TimeGiven && first.OccurredAt != mark.OccurredAt);
            if (onTheirWay.TryGetValue((e.Lead, mark.Id), out var before)) before.Repeat(call, index, differs);
            else call.Settle(index, new EventOutcome(differs ? OutcomeStatus.DuplicateDiffers : OutcomeStatus.Duplicate));
            return;
        }

        if (resident.Events >= options.LeadEventLimit)
        {
            call.Settle(index, new EventOutcome(OutcomeStatus.Refused, "/lead", $"the lead has {options.LeadEventLimit} events, which is the most a lead may have"));
            return;
        }

        var mine = new EventOnItsWay(call, index);
        onTheirWay.Add((e.Lead, mark.Id), mine);
        batch.Events.Add((e.Lead, mark.Id, mine));
        Append(batch, resident, new LeadEvent(e.Id, e.Type, e.OccurredAt, call.ArrivedAt, call.Origin, e.Actor, e.Data), e.Personal);
        resident.Add(mark);
    }

    private void Append(ShardBatch batch, Resident resident, LeadEvent e, string? personal)
    {
        batch.Add(resident, new JournalRow(++batch.LastSeq, resident.Lead, e, dimensions.Others(e.Data), personal));
    }

    [LoggerMessage(LogLevel.Error, "Shard {Shard}: a lead's events are put off, since archived rows of it cannot be read")]
    private static partial void LogUnreadable(ILogger logger, Exception why, string shard);
}
