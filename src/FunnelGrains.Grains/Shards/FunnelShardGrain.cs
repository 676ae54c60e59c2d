using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Goals.Forecasting;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Journal;
using FunnelGrains.Storage.ReadModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Orleans.Concurrency;

namespace FunnelGrains.Grains.Shards;

/// <summary>The activation of a shard: gives the engine its scheduler, and goes when the engine gives up.</summary>
[Reentrant]
internal sealed class FunnelShardGrain(
    IJournal journal, IReadModel readModel, AgreementBooks books, ServerClock clock, OwnShards open, IOptions<ShardOptions> options, ILoggerFactory logs)
    : Grain, IFunnelShardGrain, IShardNews
{
    private ShardEngine engine = null!;
    private string workspace = "";
    private IFunnelGrain funnel = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (workspace, var number) = ShardId.Parse(this.GetPrimaryKeyString());
        funnel = GrainFactory.GetGrain<IFunnelGrain>(workspace);
        var book = await books.FindAsync(workspace, cancellationToken) ?? throw new InvalidOperationException($"there is no workspace {workspace}");
        engine = new ShardEngine(
            new ShardKey(workspace, number), book, journal, readModel, this, lead => GrainFactory.GetGrain<ILeadGrain>($"{workspace}/{lead}"),
            clock, options.Value, logs.CreateLogger<ShardEngine>(), DeactivateOnIdle);
        await engine.OpenAsync(RuntimeIdentity);
        open.Add(this.AsReference<IFunnelShardGrain>());
        DelayDeactivation(Timeout.InfiniteTimeSpan);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        open.Remove(this.AsReference<IFunnelShardGrain>());
        engine?.Close();
        return Task.CompletedTask;
    }

    public Task<PostAnswer> PostAsync(string origin, ImmutableArray<IncomingEvent> events) => engine.PostAsync(origin, events);

    public Task WakeAsync() => Task.CompletedTask;

    public Task<LeadDetail?> ReadLeadAsync(string lead) => engine.ReadLeadAsync(lead);

    public Task<ShardSums> SumAsync(SumQuestion question) => engine.SumAsync(question);

    public Task<ShardSums?> SumReceivedAsync(SumQuestion question, Instant receivedBefore, Instant asOf) => engine.SumReceivedAsync(question, receivedBefore, asOf);

    public Task<ShardForecast> SumForecastAsync(ImmutableArray<ForecastCase> cases) => engine.SumForecastAsync(cases);

    public Task<ShardPartial> ReadPartialAsync() => engine.ReadPartialAsync();

    public Task FlushAsync(TimeSpan maxAge) => engine.FlushAsync(Duration.FromTimeSpan(maxAge));

    public Task<ShardStatus> ReadStatusAsync() => Task.FromResult(engine.Status());

    public Task<AuditReport> AuditAsync() => engine.AuditAsync();

    void IShardNews.Tell(ShardPartial partial) => funnel.TellAsync(partial).Ignore();
}
