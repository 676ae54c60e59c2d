using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// How the shard comes to count by a newer agreement. A version takes force some time after it is published, so next to no lead has an event of its time yet when it is adopted; whoever adopts late
/// folds those leads again that may have, and its counts change by facts after − facts before like for any event.
/// </summary>
internal sealed partial class ShardEngine
{
    private readonly List<(int Version, TaskCompletionSource Adopted)> adopters = [];

    /// <summary>Instants ahead at which a version takes the open clocks: then all leads that have one are judged.</summary>
    private readonly SortedSet<Instant> moves = [];
    private AgreementBook? newer;
    private bool toHear;

    /// <summary>The newest version that is counted by.</summary>
    public int Agreement => book.Version;

    /// <summary>Learns of newer versions; returns when all is counted by them.</summary>
    /// <exception cref="ShardGoneException">The shard gave up meanwhile.</exception>
    public async Task AdoptAsync(AgreementBook learned)
    {
        await recovered.Task;
        if (ended.IsCancellationRequested) throw new ShardGoneException(shard.ToString());
        if (learned.Version <= book.Version) return;
        if (newer is null || newer.Version < learned.Version) newer = learned;
        var adopted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        adopters.Add((learned.Version, adopted));
        work.Set();
        await adopted.Task;
    }

    /// <summary>Between two batches: nothing is on its way.</summary>
    private async Task TurnToAsync(AgreementBook next)
    {
        newer = null;
        if (next.Version <= book.Version) return;
        await AppendAdoptedAsync(next);
        await CountByAsync(next, [], lastSeq);
        if (ended.IsCancellationRequested) return;
        LogAdopted(logger, shard.ToString(), next.Version, next.Latest.Agreement.InForceFrom);
        foreach (var (_, adopted) in adopters.Where(adopter => adopter.Version <= next.Version)) adopted.SetResult();
        adopters.RemoveAll(adopter => adopter.Version <= next.Version);
        changed.Set();
        work.Set();
    }

    /// <summary>What was saved was counted by fewer versions: it is brought up to all of them before the rows after it are counted, so that those are counted only once.</summary>
    private async Task AdoptBeforeReplayAsync(AgreementBook countedBy)
    {
        var next = book;
        book = countedBy;
        var (leads, recorded) = await ReadSinceSaveAsync(next.Version);
        if (!recorded) await AppendAdoptedAsync(next);
        await CountByAsync(next, leads, countedSeq);
        LogAdopted(logger, shard.ToString(), next.Version, next.Latest.Agreement.InForceFrom);
    }

    /// <summary>
    /// Leads with rows after the checkpoint: the read model may have them as they are after those rows, so it does not tell whether they are concerned. And whether the version has its row already.
    /// </summary>
    private async Task<(HashSet<string> Leads, bool Recorded)> ReadSinceSaveAsync(int version)
    {
        var (leads, recorded) = (new HashSet<string>(StringComparer.Ordinal), false);
        for (var after = countedSeq; after < claim;)
        {
            var rows = await journal.ReadAfterAsync(shard, after, options.ReplayPage, ended.Token);
            if (rows.Count == 0) throw new InvalidOperationException($"the journal of {shard} ends at {after}, before the claim {claim}");
            leads.UnionWith(rows.Where(row => row.Lead.Length > 0).Select(row => row.Lead));
            recorded |= rows.Any(row => row.Event.Data is AgreementAdopted adopted && adopted.Version >= version);
            after = rows[^1].Seq;
        }

        return (leads, recorded);
    }

    private async Task AppendAdoptedAsync(AgreementBook next)
    {
        var agreement = next.Latest.Agreement;
        var adopted = new LeadEvent(
            $"adopted-{lastSeq + 1}", EventType.AgreementAdopted, clock.Now, clock.Now, "system", null, new AgreementAdopted(agreement.Version, agreement.InForceFrom));
        await journal.AppendAsync(shard, [new JournalRow(lastSeq + 1, "", adopted, OtherValues.None, null)], marksDirty: !markedDirty);
        markedDirty = true;
        lastSeq++;
    }

    /// <summary>All that is counted is counted by the newer versions from one turn to the next.</summary>
    /// <param name="next">With the newer versions.</param>
    /// <param name="also">Leads that may be concerned besides those that memory and read model tell.</param>
    /// <param name="through">The sequence number through which all is counted when this is.</param>
    private async Task CountByAsync(AgreementBook next, HashSet<string> also, long through)
    {
        var came = next.Versions.Where(version => version.Agreement.Version > book.Version).Select(version => version.Agreement).ToList();
        var takesOpenClocks = came.Exists(version => version.Scope == AgreementScope.OpenClocks && version.InForceFrom <= asOf);
        var from = came.Min(version => version.InForceFrom);
        var concerned = await TouchedAsync(from, takesOpenClocks);
        // A version before has closed clocks since then by time alone, and no list tells whose: it comes to this only where a version is adopted late that takes another one's place.
        if (book.Versions.Any(version => version.Agreement is { Scope: AgreementScope.OpenClocks, InForceFrom: var at } && at >= from && at <= asOf))
            await foreach (var lead in journal.ReadLeadIdsAsync(shard, ended.Token)) concerned.Add(lead);
        concerned.UnionWith(also);
        concerned.UnionWith(unlisted);
        var changes = new List<(string Lead, LeadChange Change)>(concerned.Count);
        foreach (var some in concerned.Chunk(options.CheckpointLeads))
        {
            await BringThroughAsync([.. some], countedSeq);
            var held = some.Select(lead => residents.Find(lead)!).ToList();
            foreach (var lead in held) residents.Pin(lead);
            changes.AddRange(some.Zip(await ShardApply.AdoptAsync(book.Version, next.Version, held, countedSeq, asOf)));
            foreach (var lead in held) lead.Pins--;
            residents.Trim(static resident => resident.Grain.ReleaseAsync().Ignore());
        }

        if (ended.IsCancellationRequested) return;
        (book, countedSeq) = (next, through);
        foreach (var (lead, change) in changes) Count(lead, [], change);
        LookAhead();
        movesDue.Set();
    }

    /// <summary>Leads with an event at or after an instant, and if asked those with an open clock, as counted now.</summary>
    private async Task<HashSet<string>> TouchedAsync(Instant since, bool withOpenClocks)
    {
        // Memory first: what is saved meanwhile is then in one of both.
        var touched = changedLeads.Values.Concat(pending?.Leads ?? [])
            .Where(lead => lead.View.UpdatedAt >= since || (withOpenClocks && lead.View.Clocks.Any(clock => clock.Open)))
            .Select(lead => lead.View.Lead).ToHashSet(StringComparer.Ordinal);
        touched.UnionWith(await readModel.ReadTouchedLeadsAsync(shard, since, withOpenClocks, ended.Token));
        return touched;
    }

    /// <summary>The leads with open clocks, when the time has come for a version that takes those.</summary>
    private async Task<IEnumerable<string>> MovingAsync(Instant upTo) =>
        moves.Count > 0 && moves.Min <= upTo ? await TouchedAsync(Instant.MaxValue, withOpenClocks: true) : [];

    private void LookAhead()
    {
        foreach (var version in book.Versions.Skip(1))
            if (version.Agreement is { Scope: AgreementScope.OpenClocks, InForceFrom: var from } && from >= asOf) moves.Add(from);
    }

    /// <summary>Whether an event names a stage of a version that is not adopted yet: who took it in knew more.</summary>
    private bool NamesUnknownStage(IncomingEvent e) => (e.Data switch
    {
        StageChanged changed => changed.Stage,
        Recycled recycled => recycled.Stage,
        _ => null,
    }) is { } stage && book.Find(stage, book.Latest) is null;

    /// <summary>Asks whether there is a newer version; if so, it is adopted before anything else is taken.</summary>
    private async Task HearNewestAsync()
    {
        toHear = false;
        var heard = await newest();
        if (heard.Version > Math.Max(book.Version, newer?.Version ?? 0)) newer = heard;
    }

    [LoggerMessage(LogLevel.Information, "Shard {Shard} counts by version {Version} of the agreement, in force from {InForceFrom}")]
    private static partial void LogAdopted(ILogger logger, string shard, int version, Instant inForceFrom);
}
