using System.Collections.Immutable;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Ingest;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Orleans.Storage;
using Orleans.TestingHost;

namespace FunnelGrains.Grains.Tests;

/// <summary>One real silo on real SQLite files, with a clock that stands still until it is moved.</summary>
internal sealed class FunnelCluster : IAsyncDisposable
{
    private readonly string folder;
    private InProcessTestCluster cluster = null!;
    private Action<IServiceCollection>? more;

    private FunnelCluster(string? folder, FakeTimeProvider? time)
    {
        this.folder = folder ?? Directory.CreateTempSubdirectory("funnelgrains-").FullName;
        Time = time ?? new FakeTimeProvider(Start.ToDateTimeOffset());
        Storage = SqliteStorage.Open(this.folder, NullLoggerFactory.Instance, TimeProvider.System);
    }

    /// <summary>A Monday, 10:00 in São Paulo.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2026, 11, 2, 13, 0);

    public FakeTimeProvider Time { get; }

    public SqliteStorage Storage { get; }

    /// <summary>What goes wrong when a grain's state is written.</summary>
    public StorageFaults Faults { get; private init; } = new();

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    /// <summary>The data folder.</summary>
    public string Folder => folder;

    public IGrainFactory Grains => cluster.Client;

    public IFunnelGrain Funnel => Grains.GetGrain<IFunnelGrain>("default");

    /// <summary>Two shards, the default agreement.</summary>
    public static Workspace Default { get; } = new("default", "America/Sao_Paulo", 2, [AgreementDefaults.Create("America/Sao_Paulo")]);

    /// <param name="folder">The data folder; a new one by default.</param>
    /// <param name="time">The clock; one that stands at <see cref="Start"/> by default.</param>
    /// <param name="workspace">The workspace <c>default</c> of a new folder.</param>
    /// <param name="faults">What goes wrong from the start on; nothing by default.</param>
    /// <param name="more">What else its silo has; also after a restart.</param>
    public static async Task<FunnelCluster> StartAsync(
        string? folder = null, FakeTimeProvider? time = null, Workspace? workspace = null, StorageFaults? faults = null,
        Action<IServiceCollection>? more = null)
    {
        var made = new FunnelCluster(folder, time) { Faults = faults ?? new StorageFaults(), more = more };
        await made.Storage.Workspaces.CreateAsync(workspace ?? Default, CancellationToken.None);
        var builder = new InProcessTestClusterBuilder(1);
        // Grains' states are kept under the service's name, which would be another one after each restart.
        builder.Options.ServiceId = "FunnelGrains";
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.AddAdoNetGrainStorage("files", adoNet => (adoNet.Invariant, adoNet.DataSource) = (SqliteStorage.GrainsInvariant, made.Storage.Grains));
            silo.Services.AddKeyedSingleton<IGrainStorage>(
                "grains", (services, _) => new FaultyGrainStorage(services.GetRequiredKeyedService<IGrainStorage>("files"), made.Faults));
            silo.Services.AddFunnelGrains(made.Time);
            silo.Services.AddSingleton(made.Storage.Journal);
            silo.Services.AddSingleton(made.Storage.ReadModel);
            silo.Services.AddSingleton(made.Storage.Workspaces);
            silo.Services.AddSingleton(made.Storage.Notices);
            silo.Services.AddSingleton(made.Storage.Desk);
            more?.Invoke(silo.Services);
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        });
        made.cluster = builder.Build();
        await made.cluster.DeployAsync();
        await made.ReadyAsync();
        return made;
    }

    public IFunnelShardGrain ShardOf(string lead) => Grains.GetGrain<IFunnelShardGrain>(ShardId.Key("default", ShardId.Of(lead, 2)));

    /// <summary>Posts events of one lead; repeats what is to be sent again.</summary>
    public async Task<ImmutableArray<EventOutcome>> PostAsync(string lead, params (string Id, EventData Data, Instant At)[] events)
    {
        var incoming = events.Select(e => new IncomingEvent(lead, e.Id, TypeOf(e.Data), e.At, true, null, e.Data, null)).ToImmutableArray();
        while (true)
        {
            var answer = await ShardOf(lead).PostAsync("test", incoming);
            if (answer.RetryAfter is null) return answer.Outcomes;
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Asks until it is so.</summary>
    /// <exception cref="TimeoutException">It has not come within five minutes.</exception>
    public static async Task UntilAsync(Func<Task<bool>> so)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await so())
        {
            // What never comes ends its test, and not the whole run.
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMinutes(5)) throw new TimeoutException("it has not come within five minutes");
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Ends the silo without a word and starts another on the same files.</summary>
    /// <param name="later">How much later.</param>
    /// <param name="faults">What goes wrong from the restart on; nothing by default.</param>
    public async Task<FunnelCluster> KillAndRestartAsync(Duration later = default, StorageFaults? faults = null)
    {
        await cluster.KillSiloAsync(cluster.Silos[0]);
        await cluster.DisposeAsync();
        Storage.Dispose();
        Time.Advance(later.ToTimeSpan());
        return await StartAsync(folder, Time, faults: faults, more: more);
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        Storage.Dispose();
        Directory.Delete(folder, true);
    }

    private Task ReadyAsync() => UntilAsync(Funnel.IsReadyAsync);

    private static EventType TypeOf(EventData data) => EventTypes.Postable.Single(type => type.ToString() == data.GetType().Name);
}
