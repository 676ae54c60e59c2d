using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Journal;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// Turns waiting calls into a batch of rows: knows repeats, gives sequence numbers and places for dimension values, and brings each lead's history
/// where its shard does not hold it in mind. Runs inside the shard's pump, one batch at a time.
/// </summary>
internal sealed class ShardIntake(
    ShardKey shard, IJournal journal, Residents residents, LeadFilter filter, Dimensions dimensions, Func<string, ILeadGrain> grainOf,
    ShardOptions options)
{
    private readonly Dictionary<(string Lead, ulong Id), EventOnItsWay> onTheirWay = [];

    /// <summary>Makes the batch; pins its leads until <see cref="Settle"/>.</summary>
    public async Task<ShardBatch> TakeAsync(IReadOnlyList<PostCall> calls, IReadOnlyList<(string Lead, LeadEvent Event)> own, long lastSeq)
    {
        var held = await BringAsync(calls.SelectMany(call => call.Events.Select(e => e.Lead)).Concat(own.Select(row => row.Lead)));
        await dimensions.AdmitAsync(calls.SelectMany(call => call.Events.Where(IsNew).Select(e => e.Data)));
        var batch = new ShardBatch { LastSeq = lastSeq };
        foreach (var (lead, e) in own) Append(batch, residents.Find(lead)!, e, null);
        foreach (var call in calls)
            for (var i = 0; i < call.Events.Length; i++) Take(batch, call, i);
        foreach (var lead in batch.Leads.Values) residents.Pin(lead.Resident);
        foreach (var resident in held) resident.Pins--;
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

    /// <summary>Holds leads in mind and pins each once; reads the history of those that are not held, in one query.</summary>
    private async Task<List<Resident>> BringAsync(IEnumerable<string> leads)
    {
        var pinned = new List<Resident>();
        HashSet<string>? missing = null;
        foreach (var lead in leads)
        {
            if (residents.Find(lead) is { } held) Pin(held);
            else if (!filter.MayContain(lead)) Pin(Hold(lead, []));
            else (missing ??= new HashSet<string>(StringComparer.Ordinal)).Add(lead);
        }

        if (missing is null) return pinned;
        var histories = await journal.ReadLeadsAsync(shard, missing, long.MaxValue, personal: true, CancellationToken.None);
        foreach (var lead in missing) Pin(Hold(lead, histories.GetValueOrDefault(lead) ?? []));
        return pinned;

        void Pin(Resident resident)
        {
            residents.Pin(resident);
            pinned.Add(resident);
        }
    }

    /// <summary>Only what will be counted may take a place among a dimension's values.</summary>
    private bool IsNew(IncomingEvent e) =>
        residents.Find(e.Lead) is { } lead && lead.Events < options.LeadEventLimit && !lead.TryFind(EventMark.IdOf(e.Id), out _);

    private void Take(ShardBatch batch, PostCall call, int index)
    {
        var e = call.Events[index];
        var resident = residents.Find(e.Lead)!;
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
}
