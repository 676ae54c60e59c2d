using System.Collections.Immutable;
using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Goals.Forecasting;
using FunnelGrains.Grains.Notices;
using FunnelGrains.Grains.Shards.Moving;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Orleans.Concurrency;
using Orleans.GrainDirectory;

namespace FunnelGrains.Grains.Shards;

/// <summary>The activation of a shard: gives the engine its scheduler, and goes when the engine gives up.</summary>
[Reentrant]
[GrainDirectory(Directory)]
internal sealed class FunnelShardGrain(
    IJournal journal, IReadModel readModel, AgreementBooks books, ServerClock clock, OwnShards open, NotifierKeeper notifiers, IOptions<ShardOptions> options, ILoggerFactory logs)
    : Grain, IFunnelShardGrain, IShardNews
{
    /// <summary>The name of the directory in which shards are found.</summary>
    public const string Directory = "shards";

    private ShardEngine engine = null!;
    private string workspace = "";
    private IFunnelGrain funnel = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (workspace, var number) = ShardId.Parse(this.GetPrimaryKeyString());
        funnel = GrainFactory.GetGrain<IFunnelGrain>(workspace);
        var book = await books.FreshAsync(workspace, cancellationToken) ?? throw new InvalidOperationException($"there is no workspace {workspace}");
        engine = new ShardEngine(
            new ShardKey(workspace, number), book, NewestAsync, journal, readModel, this, lead => GrainFactory.GetGrain<ILeadGrain>($"{workspace}/{lead}"),
            clock, options.Value, logs.CreateLogger<ShardEngine>(), DeactivateOnIdle);
        await engine.OpenAsync(RuntimeIdentity);
        open.Add(this.AsReference<IFunnelShardGrain>(), GrainContext);
        DelayDeactivation(Timeout.InfiniteTimeSpan);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        open.Remove(this.AsReference<IFunnelShardGrain>());
        if (engine is null) return;
        // Whoever opens it next has next to nothing to count again.
        await engine.SaveLastAsync();
        engine.Close();
    }

    public Task<PostAnswer> PostAsync(string origin, ImmutableArray<IncomingEvent> events) => engine.PostAsync(origin, events);

    public Task WakeAsync() => Task.CompletedTask;

    public Task<LeadDetail?> ReadLeadAsync(string lead) => engine.ReadLeadAsync(lead);

    public Task<ShardSums> SumAsync(SumQuestion question) => engine.SumAsync(question);

    public Task<ShardSums?> SumFilteredAsync(FilteredSumQuestion question) => engine.SumFilteredAsync(question);

    public Task<ShardSums> SumMetLateAsync(int from, int to, Dimension dimension) => engine.SumMetLateAsync(from, to, dimension);

    public Task<ImmutableArray<long>> CountFactsAsync(ImmutableArray<string> leads, FactQuestion question) => engine.CountFactsAsync(leads, question);

    public Task<ImmutableArray<LeadBreach>> UnsavedBreachesAsync(Instant from, Instant to) => engine.UnsavedBreachesAsync(from, to);

    public Task<ShardSums?> SumReceivedAsync(SumQuestion question, Instant receivedBefore, Instant asOf) => engine.SumReceivedAsync(question, receivedBefore, asOf);

    public Task<ShardForecast> SumForecastAsync(ImmutableArray<ForecastCase> cases) => engine.SumForecastAsync(cases);

    public Task<ShardPartial> ReadPartialAsync() => engine.ReadPartialAsync();

    public Task FlushAsync(TimeSpan maxAge) => engine.FlushAsync(Duration.FromTimeSpan(maxAge));

    public Task<ShardStatus> ReadStatusAsync() => Task.FromResult(engine.Status());

    public Task<AuditReport> AuditAsync() => engine.AuditAsync();

    public async Task<int> AdoptAsync(int version)
    {
        if (engine.Agreement < version) await engine.AdoptAsync(await NewestAsync());
        return engine.Agreement;
    }

    public Task<AgreementPreview> PreviewAsync(Agreement candidate, int samples) => engine.PreviewAsync(candidate, samples);

    private async Task<AgreementBook> NewestAsync() => (await books.FreshAsync(workspace, CancellationToken.None))!;

    void IShardNews.Tell(ShardPartial partial)
    {
        funnel.TellAsync(partial).Ignore();
        if (!partial.Announced.IsDefaultOrEmpty || !partial.Warned.IsDefaultOrEmpty) notifiers.Announced(workspace);
    }
}
