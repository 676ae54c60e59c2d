using FunnelGrains.Host.Options;
using FunnelGrains.Storage.Sqlite;

namespace FunnelGrains.Host.Starting;

/// <summary>The embedded storage.</summary>
internal static class StorageWiring
{
    /// <summary>Adds the storage; it opens when it is first asked for.</summary>
    public static void AddFunnelStorage(this IServiceCollection services, StartOptions options)
    {
        services.AddSingleton(provider => SqliteStorage.Open(
            options.DataFolder, provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Journal);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().ReadModel);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Workspaces);
    }
}
