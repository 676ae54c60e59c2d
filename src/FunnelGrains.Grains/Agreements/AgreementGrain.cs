using System.Collections.Immutable;
using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Agreements.Comparing;
using FunnelGrains.Domain.Agreements.Documents;
using FunnelGrains.Grains.Shards;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage.Workspaces;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Grains.Agreements;

/// <summary>A workspace's agreement: what reads. Only the methods that write wait for each other.</summary>
internal sealed partial class AgreementGrain(
    [PersistentState("agreement", "grains")] IPersistentState<AgreementState> state, IWorkspaces workspaces, AgreementBooks books, ServerClock clock, ILogger<AgreementGrain> logger)
    : Grain, IAgreementGrain
{
    private const int Samples = 20;

    private string workspace = "";

    /// <summary>As it was read or written last: a write that fails must not show.</summary>
    private AgreementState known = new();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        workspace = AgreementKey.WorkspaceOf(this.GetPrimaryKeyString());
        known = state.State;
        if (known.Pending is not null) await SettleAsync();
    }

    public async Task<PublishedAgreement?> InForceAsync() => await FindBookAsync() is { } book ? Published(book.At(clock.Now).Agreement) : null;

    public async Task<ImmutableArray<PublishedAgreement>> VersionsAsync() =>
        await FindBookAsync() is { } book ? [.. book.Versions.Reverse().Select(version => Published(version.Agreement))] : [];

    public Task<ImmutableArray<AgreementDeed>> HistoryAsync() => Task.FromResult(known.History.AsEnumerable().Reverse().Select(deed => deed.ToDeed()).ToImmutableArray());

    public async Task<AgreementDraft?> DraftAsync() => await FindBookAsync() is { } book ? Draft(book) : null;

    public async Task<ImmutableArray<AgreementChange>?> CompareAsync() =>
        await FindBookAsync() is { } book && Draft(book) is { } draft ? AgreementComparison.Compare(book.At(clock.Now).Agreement, draft.Agreement) : null;

    public async Task<AgreementPreview?> PreviewAsync(Instant? inForceFrom, AgreementScope? scope)
    {
        if (await FindBookAsync() is not { } book || Draft(book) is not { } draft) return null;
        var candidate = draft.Agreement with { InForceFrom = inForceFrom ?? clock.Now + AgreementRules.Notice, Scope = scope ?? draft.Agreement.Scope };
        var sums = new PreviewSums(Samples);
        foreach (var shard in await Task.WhenAll(Shards(book).Select(shard => shard.PreviewAsync(candidate, Samples)))) sums.Add(shard);
        return new AgreementPreview(candidate.InForceFrom, candidate.Scope, sums.Clauses, sums.Samples);
    }

    /// <summary>Always asked of the table: what another silo published some seconds ago is to be seen here at once.</summary>
    private Task<AgreementBook?> FindBookAsync() => books.FreshAsync(workspace, CancellationToken.None);

    private AgreementDraft? Draft(AgreementBook book) => known.Draft?.ToDraft(known.Revision, Signatories.Of(book.Latest.Agreement, AgreementJson.Read(known.Draft.Document)));

    private PublishedAgreement Published(Agreement agreement) => new(
        agreement, AgreementText.HashOf(agreement), known.Publications.Find(publication => publication.Version == agreement.Version)?.ToPublication());

    private IEnumerable<IFunnelShardGrain> Shards(AgreementBook book) =>
        Enumerable.Range(0, book.Workspace.Shards).Select(n => GrainFactory.GetGrain<IFunnelShardGrain>(ShardId.Key(workspace, n)));
}
