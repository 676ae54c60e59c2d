using FunnelGrains.Host.Options;
using FunnelGrains.Storage.Sqlite;
using Microsoft.AspNetCore.DataProtection;

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

    /// <summary>Keeps the keys that protect cookies, so that a restart signs nobody out; only the owner of the data folder may read them.</summary>
    public static void AddKeyRing(this IServiceCollection services, StartOptions options)
    {
        var folder = new DirectoryInfo(Path.Combine(options.DataFolder, "keys"));
        services.AddDataProtection().SetApplicationName("FunnelGrains").PersistKeysToFileSystem(folder);
    }
}
