using FunnelGrains.Host.Cluster;
using FunnelGrains.Host.Demo;
using FunnelGrains.Host.Options;
using FunnelGrains.Host.Telemetry;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Postgres.Cluster;
using FunnelGrains.Web;
using FunnelGrains.Web.Access;
using FunnelGrains.Web.Admission;
using FunnelGrains.Web.Health;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FunnelGrains.Host.Starting;

/// <summary>The whole program, wired: storage, silo, web, and the demo company where asked for.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly StartOptions options;

    private House(WebApplication application, StartOptions options)
    {
        this.application = application;
        this.options = options;
    }

    private Welcome Welcome => application.Services.GetRequiredService<Welcome>();

    /// <summary>Wires the house; nothing is opened or listened on yet.</summary>
    /// <param name="commandLine">Configuration keys to values; they come before the environment and the settings file.</param>
    /// <param name="more">Services beside its own; null for none.</param>
    /// <exception cref="StartRefusedException">An option is wrong.</exception>
    public static House Build(IEnumerable<KeyValuePair<string, string?>> commandLine, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(commandLine);
        var options = StartOptionsReader.Read(builder.Configuration);
        Ports.Check(options.Urls, "--urls");
        Ports.Check(MetricsEndpoint.Urls(options).Select(url => new Uri(url)), "FunnelGrains__MetricsPort");
        builder.WebHost.UseUrls([.. options.Urls.Select(url => url.OriginalString), .. MetricsEndpoint.Urls(options)]);
        builder.AddTelemetry(options.Telemetry);
        builder.Services.AddSingleton(options);
        TimeProvider time = options.ConnectionString is null ? TimeProvider.System : new SharedTime();
        builder.Services.TryAddSingleton(time);
        builder.Services.AddSingleton<Welcome>();
        if (options.ConnectionString is { } database)
        {
            builder.Services.AddSharedDatabase(database);
            builder.Services.AddSingleton((SharedTime)time);
            builder.Services.AddHostedService<SharedTimeRounds>();
        }

        if (options.Mode == HostMode.Web)
        {
            builder.AddFunnelClient(options);
        }
        else
        {
            builder.Services.AddFunnelStorage(options);
            builder.AddFunnelSilo(options, time);
        }

        AddWeb(builder.Services, options);
        builder.Services.AddSingleton<HomeWorkspace>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<HomeWorkspace>());
        if (options.Demo)
        {
            builder.Services.AddDemo();
        }
        more?.Invoke(builder.Services);
        var application = builder.Build();
        application.UseMetricsPort(options.Telemetry);
        if (options.Mode == HostMode.Silo)
        {
            application.MapFunnelGrainsHealth();
        }
        else
        {
            application.MapFunnelGrainsWeb();
            application.MapDashboard(options.Telemetry);
        }
        application.MapMetrics();
        return new House(application, options);
    }

    private static void AddWeb(IServiceCollection services, StartOptions options)
    {
        services.AddKeyRing(options);
        services.AddFunnelGrainsWeb();
        services.Configure<HealthOptions>(health => health.Workspace = options.HomeWorkspace);
        services.Configure<AdmissionOptions>(admission =>
        {
            admission.EventsPerSecond = options.RatePerKey;
            if (options.ConnectionString is not null) admission.RetryFor = TimeSpan.FromSeconds(6);
            if (options.Mode == HostMode.Web) admission.AskFor = TimeSpan.FromSeconds(1);
        });
        // The demo may be read without a key only where nobody but this machine can come in.
        services.Configure<AccessOptions>(access =>
        {
            access.OpenWorkspace = options.Demo && options.Urls.All(url => url.IsLoopback) ? options.HomeWorkspace : null;
            if (options.Demo) access.Names[options.HomeWorkspace] = Company.Name;
        });
    }

    /// <summary>Opens the storage, wakes the silo, prepares the home workspace and listens.</summary>
    /// <exception cref="FunnelGrains.Storage.StorageStartException">The data folder cannot be used.</exception>
    /// <exception cref="StartRefusedException">The home workspace cannot be made as asked, an address has no certificate, or the time zone data lack a zone.</exception>
    public async Task OpenAsync()
    {
        await Certificates.CheckAsync(options.Urls, application.Configuration);
        if (application.Services.GetService<PostgresCluster>() is { } database)
            await application.Services.GetRequiredService<SharedTime>().MeasureAsync(database, CancellationToken.None);
        if (application.Services.GetService<IStorage>() is { } storage)
            await ZoneCheck.RunAsync(storage.Workspaces, application.Services.GetRequiredService<ILogger<House>>());
        await application.StartAsync();
        if (application.Services.GetRequiredService<HomeWorkspace>().Refused is { } refused)
        {
            await application.StopAsync();
            throw refused;
        }
        await Welcome.PrepareAsync(application.Urls, application.Services.GetRequiredService<ILogger<Welcome>>());
    }

    /// <summary>Says what a person needs to go on from here; as a line of the log where that is for machines.</summary>
    public void Greet(TextWriter to)
    {
        if (options.Telemetry.JsonLogs) Welcome.Log(application.Services.GetRequiredService<ILogger<Welcome>>());
        else Welcome.Print(to);
    }

    /// <summary>Stays open until the process is asked to end.</summary>
    public Task RunAsync() => application.WaitForShutdownAsync();

    /// <summary>Ends it, as a signal would.</summary>
    public Task CloseAsync() => application.StopAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => application.DisposeAsync();
}
