using System.Collections.Immutable;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

internal sealed partial class ShardEngine
{
    private const int FoldedAtOnce = 500;
    private const int BreachPage = 1_000;

    /// <summary>When the batch that is being made was begun: its events are received not earlier. Null while none is.</summary>
    private Instant? takingSince;

    /// <summary>
    /// The sums of now, less what the events received since and the time since did to them: only the leads they belong to are folded, once with and once without. Null while an
    /// event received before may still be on its way, or a clock of that time is not judged yet.
    /// </summary>
    public async Task<ShardSums?> SumReceivedAsync(SumQuestion question, Instant receivedBefore, Instant until)
    {
        if (!IsSettled(receivedBefore, until)) return null;
        var query = QueryOf(question);
        var (now, upTo, by) = await SumJudgedAsync(query);
        var sums = now.Cells.ToDictionary(change => change.Cell, change => change.N);
        var since = (await journal.ReadLeadIdsReceivedSinceAsync(shard, receivedBefore, now.CountedSeq, ended.Token)).ToHashSet(StringComparer.Ordinal);
        if (question.Present || !(question.To < by.DayOf(until))) since.UnionWith(await MovedByTimeAsync(by, until, upTo));
        foreach (var leads in since.Chunk(FoldedAtOnce))
        {
            var histories = await journal.ReadLeadsAsync(shard, leads, now.CountedSeq, personal: false, ended.Token);
            Sum(sums, await Task.Run(() => Undone(histories, by, receivedBefore, until, upTo).Where(change => Matches(query, change.Cell)).ToList()), query);
        }

        return now with { Cells = Changes(sums) };
    }

    /// <summary>Leads that time alone may have changed from one instant to another, no event: their clocks ran out, or moved to a version that takes open clocks. At least those.</summary>
    private async Task<HashSet<string>> MovedByTimeAsync(AgreementBook by, Instant from, Instant upTo)
    {
        // Memory first: what is saved meanwhile is then in one of both.
        var moved = Unsaved.Where(lead => lead.Breaches.Any(breach => breach.Due >= from)).Select(lead => lead.Lead).ToHashSet(StringComparer.Ordinal);
        BreachPlace? after = null;
        do
        {
            var page = await readModel.ReadBreachesAsync(new BreachQuery(shard.Workspace, shard.Number, OpenOnly: false, from, null, BreachPage, after), ended.Token);
            moved.UnionWith(page.Select(row => row.Lead));
            after = page.Count == BreachPage ? BreachPlace.Of(page[^1]) : null;
        }
        while (after is not null);
        // Of clocks that such a version closed no list tells.
        if (by.Versions.Skip(1).Any(version => version.Agreement is { Scope: AgreementScope.OpenClocks, InForceFrom: var at } && at >= from && at <= upTo))
            await foreach (var lead in journal.ReadLeadIdsAsync(shard, ended.Token)) moved.Add(lead);
        return moved;
    }

    /// <summary>Broken promises that are counted and not saved yet, as they are now, due from one instant on and before another.</summary>
    public async Task<ImmutableArray<LeadBreach>> UnsavedBreachesAsync(Instant from, Instant to)
    {
        await recovered.Task;
        return
        [
            .. Unsaved.DistinctBy(lead => lead.Lead).SelectMany(lead => lead.Breaches.Where(breach => breach.Due >= from && breach.Due < to).Select(breach => new LeadBreach(lead.Lead, breach))),
        ];
    }

    /// <summary>Leads that changed since the last save; of those of which one is on its way, the newer first.</summary>
    private IEnumerable<LeadView> Unsaved => changedLeads.Values.Concat(pending?.Leads ?? []).Select(lead => lead.View);

    private bool IsSettled(Instant receivedBefore, Instant until) =>
        accepting && clock.Now >= receivedBefore && !(takingSince < receivedBefore) && !(deadlines.Next < until)
        && !(waiting.TryPeek(out var first) && first.ArrivedAt < receivedBefore)
        && !appended.Exists(batch => batch.Rows.Exists(row => row.Event.ReceivedAt < receivedBefore));

    private static List<CellChange> Undone(
        IReadOnlyDictionary<string, IReadOnlyList<JournalRow>> histories, AgreementBook by, Instant receivedBefore, Instant until, Instant upTo)
    {
        var changes = new List<CellChange>();
        foreach (var (lead, rows) in histories)
        {
            changes.AddRange(Fold(by, lead, [.. rows.Where(row => row.Event.ReceivedAt < receivedBefore)], until));
            changes.AddRange(Fold(by, lead, rows, upTo).Select(change => change with { N = -change.N }));
        }

        return changes;
    }

    private static IEnumerable<CellChange> Fold(AgreementBook by, string lead, IReadOnlyList<JournalRow> rows, Instant upTo) =>
        new LeadLedger(by, lead, []).Apply(0, Instant.MinValue, [.. rows], upTo).Changes;
}
