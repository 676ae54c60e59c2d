using FunnelGrains.Host.Demo;
using FunnelGrains.Host.Options;
using FunnelGrains.Storage.Sqlite;
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

    /// <summary>What a person needs to go on from here; known once the house is open.</summary>
    public Welcome Welcome => application.Services.GetRequiredService<Welcome>();

    /// <summary>Wires the house; nothing is opened or listened on yet.</summary>
    /// <param name="commandLine">Configuration keys to values; they come before the environment and the settings file.</param>
    /// <exception cref="StartRefusedException">An option is wrong.</exception>
    public static House Build(IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(commandLine);
        var options = StartOptionsReader.Read(builder.Configuration);
        Ports.Check(options.Urls);
        builder.WebHost.UseUrls([.. options.Urls.Select(url => url.OriginalString)]);
        builder.Services.AddSingleton(options);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Welcome>();
        builder.Services.AddFunnelStorage(options);
        builder.Services.AddKeyRing(options);
        builder.AddFunnelSilo(options);
        builder.Services.AddFunnelGrainsWeb();
        builder.Services.Configure<HealthOptions>(health => health.Workspace = options.HomeWorkspace);
        builder.Services.Configure<AdmissionOptions>(admission => admission.EventsPerSecond = options.RatePerKey);
        // The demo may be read without a key only where nobody but this machine can come in.
        builder.Services.Configure<AccessOptions>(access =>
        {
            access.OpenWorkspace = options.Demo && options.Urls.All(url => url.IsLoopback) ? options.HomeWorkspace : null;
            if (options.Demo) access.Names[options.HomeWorkspace] = Company.Name;
        });
        builder.Services.AddSingleton<HomeWorkspace>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<HomeWorkspace>());
        if (options.Demo)
        {
            builder.Services.AddDemo();
        }
        var application = builder.Build();
        application.MapFunnelGrainsWeb();
        return new House(application, options);
    }

    /// <summary>Opens the storage, wakes the silo, prepares the home workspace and listens.</summary>
    /// <exception cref="FunnelGrains.Storage.StorageStartException">The data folder cannot be used.</exception>
    /// <exception cref="StartRefusedException">The home workspace cannot be made as asked.</exception>
    public async Task OpenAsync()
    {
        _ = application.Services.GetRequiredService<SqliteStorage>();
        await application.StartAsync();
        if (application.Services.GetRequiredService<HomeWorkspace>().Refused is { } refused)
        {
            await application.StopAsync();
            throw refused;
        }
        await Welcome.PrepareAsync(application.Urls);
    }

    /// <summary>Stays open until the process is asked to end.</summary>
    public Task RunAsync() => application.WaitForShutdownAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => application.DisposeAsync();
}
