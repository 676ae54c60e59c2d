using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using FunnelGrains.Storage.Workspaces;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// Does what the opening of a shard does, but for the claim, and writes nothing. In a silo that has opened none yet the first opening takes hundreds of milliseconds more, for
/// connections and for code that is compiled at its first use; and shards come to such a silo when another one dies or stops, while events wait for them.
/// </summary>
internal sealed class ShardRehearsal(
    IGrainFactory grains, IWorkspaces workspaces, AgreementBooks books, IJournal journal, IReadModel readModel, ServerClock clock, IOptions<ShardOptions> options)
{
    private const int Rows = 100;

    /// <summary>Rehearses with the first workspace; nothing is there to rehearse with before there is one.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if ((await workspaces.AllAsync(cancel)).FirstOrDefault() is not { } workspace || await books.FindAsync(workspace.Key, cancel) is not { } book) return;
        for (var n = 0; n < workspace.Shards; n++) await ReadAsync(new ShardKey(workspace.Key, n), n == 0 ? book : null, cancel);
    }

    private async Task ReadAsync(ShardKey shard, Domain.Agreements.AgreementBook? book, CancellationToken cancel)
    {
        // Every journal holds more than this, or has no mark: it only goes the way of what is written.
        await journal.MarkCleanAsync(shard, 0);
        if (book is null) return;
        var (tally, deadlines, breaches, filter) = (new Tally { RecentFrom = book.DayOf(clock.Now) - options.Value.RecentDays }, new Deadlines(), new OpenBreaches(Rows), new LeadFilter());
        tally.LoadRecent((await readModel.ReadCellsAsync(shard, new CellQuery(tally.RecentFrom, null, [], Dimension.All, null, Present: true, SumDays: false), cancel)).Cells);
        foreach (var wake in await readModel.ReadWakesAsync(shard, cancel)) deadlines.Set(wake.Lead, wake.At, wake.Next);
        await readModel.ReadBreachesAsync(new BreachQuery(shard.Workspace, shard.Number, true, null, null, Rows), cancel);
        await journal.ReadDimensionValuesAsync(shard.Workspace, cancel);
        await foreach (var lead in journal.ReadLeadIdsAsync(shard, cancel).Take(Rows).WithCancellation(cancel)) filter.Add(lead);
        var last = await journal.ReadLastSeqAsync(shard, cancel);
        var rows = await journal.ReadAfterAsync(shard, Math.Max(0, last - Rows), Rows, cancel);
        var leads = rows.Where(row => row.Lead.Length > 0).Select(row => row.Lead).Distinct(StringComparer.Ordinal).ToList();
        if (leads.Count == 0) return;
        foreach (var (lead, history) in await journal.ReadLeadsAsync(shard, leads, last, personal: true, cancel))
        {
            var change = new LeadLedger(book, lead, []).Apply(0, Instant.MinValue, [.. history], clock.Now);
            tally.Add(change.Facts);
            deadlines.Set(lead, change.NextWake, change.NextClock);
            if (change.View is { } view) breaches.Set(lead, view.Breaches);
        }

        var grain = grains.GetGrain<ILeadGrain>($"{shard.Workspace}/{leads[0]}");
        await grain.ReadAsync(last, clock.Now);
        await grain.ReleaseAsync();
    }
}
