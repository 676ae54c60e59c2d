using FunnelGrains.Host.Options;
using FunnelGrains.Host.Starting;
using FunnelGrains.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: AssemblyFixture(typeof(OpenHouse))]

namespace FunnelGrains.Web.Tests.Hosting;

/// <summary>The whole program in this process, for what cannot be seen from outside of it. Started by the first that asks.</summary>
public sealed class OpenHouse : IAsyncDisposable
{
    /// <summary>Its administrator's key.</summary>
    public const string AdminKey = "the key of an open house";

    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-open-").FullName;
    private readonly Lazy<Task<House>> house;
    private IServiceProvider? services;

    public OpenHouse() => house = new(StartAsync);

    /// <summary>Its services.</summary>
    public async Task<IServiceProvider> ServicesAsync()
    {
        await house.Value;
        return services!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (house.IsValueCreated)
        {
            await (await house.Value).CloseAsync();
            await (await house.Value).DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task<House> StartAsync()
    {
        var made = House.Build(
            [new(HostSettings.Urls, "http://127.0.0.1:0"), new(HostSettings.Data, folder), new(HostSettings.AdminKey, AdminKey)],
            more => more.AddHostedService(provider => new Glimpse(() => services = provider)));
        await made.OpenAsync();
        return made;
    }

    private sealed class Glimpse(Action seen) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            seen();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
