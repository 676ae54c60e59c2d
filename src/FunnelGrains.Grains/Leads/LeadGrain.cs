using System.Collections.Immutable;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Journal;
using NodaTime;
using Orleans.GrainDirectory;
using Orleans.Placement;

namespace FunnelGrains.Grains.Leads;

/// <summary>The activation of a lead.</summary>
[PreferLocalPlacement]
[GrainDirectory(OwnDirectory.OfLeads)]
internal sealed class LeadGrain(IJournal journal, AgreementBooks books) : Grain, ILeadGrain
{
    private LeadMemory memory = null!;
    private string workspace = "";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        (workspace, var lead) = (key[..slash], key[(slash + 1)..]);
        var book = await books.FindAsync(workspace, cancellationToken) ?? throw new InvalidOperationException("there is no such workspace");
        memory = new LeadMemory(
            journal, version => books.ThroughAsync(workspace, version, CancellationToken.None), new ShardKey(workspace, ShardId.Of(lead, book.Workspace.Shards)), lead);
    }

    public async ValueTask<LeadChange> ApplyAsync(
        long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow> rows, Instant asOf, ImmutableArray<JournalRow>? history) =>
        await memory.ApplyAsync(await NewestAsync(), countedThrough, leadThrough, countedAsOf, rows, asOf, history);

    public ValueTask<LeadChange> ApplyUnderAsync(
        int agreement, long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow> rows, Instant asOf, ImmutableArray<JournalRow>? history) =>
        memory.ApplyAsync(agreement, countedThrough, leadThrough, countedAsOf, rows, asOf, history);

    public ValueTask<LeadChange> AdoptAsync(int from, int to, long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow>? history) =>
        memory.AdoptAsync(from, to, countedThrough, leadThrough, countedAsOf, history);

    public async ValueTask<LeadDetail?> ReadAsync(long countedThrough, Instant asOf) => await memory.ReadAsync(await NewestAsync(), countedThrough, asOf);

    public ValueTask<LeadDetail?> ReadUnderAsync(int agreement, long countedThrough, Instant asOf) => memory.ReadAsync(agreement, countedThrough, asOf);

    private async ValueTask<int> NewestAsync() => (await books.FindAsync(workspace, CancellationToken.None))!.Version;

    public Task ReleaseAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
