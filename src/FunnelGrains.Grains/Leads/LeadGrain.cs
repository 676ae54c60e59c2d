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
[GrainDirectory(LeadDirectory.Name)]
internal sealed class LeadGrain(IJournal journal, AgreementBooks books) : Grain, ILeadGrain
{
    private LeadMemory memory = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var (workspace, lead) = (key[..slash], key[(slash + 1)..]);
        var book = await books.FindAsync(workspace, cancellationToken) ?? throw new InvalidOperationException("there is no such workspace");
        memory = new LeadMemory(journal, book, new ShardKey(workspace, ShardId.Of(lead, book.Workspace.Shards)), lead);
    }

    public ValueTask<LeadChange> ApplyAsync(
        long countedThrough, long leadThrough, Instant countedAsOf, ImmutableArray<JournalRow> rows, Instant asOf, ImmutableArray<JournalRow>? history) =>
        memory.ApplyAsync(countedThrough, leadThrough, countedAsOf, rows, asOf, history);

    public ValueTask<LeadDetail?> ReadAsync(long countedThrough, Instant asOf) => memory.ReadAsync(countedThrough, asOf);

    public Task ReleaseAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
