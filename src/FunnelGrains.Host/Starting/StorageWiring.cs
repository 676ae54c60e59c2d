using FunnelGrains.Host.Cluster;
using FunnelGrains.Host.Options;
using FunnelGrains.Storage;
using FunnelGrains.Storage.Postgres;
using FunnelGrains.Storage.Postgres.Cluster;
using FunnelGrains.Storage.Sqlite;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace FunnelGrains.Host.Starting;

/// <summary>The engine that was asked for, and where the keys that protect cookies are.</summary>
internal static class StorageWiring
{
    /// <summary>Adds the storage of a node with grains; it opens when it is first asked for.</summary>
    public static void AddFunnelStorage(this IServiceCollection services, StartOptions options)
    {
        services.AddSingleton<IStorage>(provider =>
        {
            var (loggers, time) = (provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>());
            return options.ConnectionString is { } database
                ? PostgresStorage.Open(database, loggers, time, new PostgresOptions { ArchiveFolder = options.ArchiveFolder })
                : SqliteStorage.Open(options.DataFolder, loggers, time);
        });
        services.AddSingleton(provider => provider.GetRequiredService<IStorage>().Journal);
        services.AddSingleton(provider => provider.GetRequiredService<IStorage>().ReadModel);
        services.AddSingleton(provider => provider.GetRequiredService<IStorage>().Workspaces);
        services.AddSingleton(provider => provider.GetRequiredService<IStorage>().Notices);
        services.AddSingleton(provider => provider.GetRequiredService<IStorage>().Desk);
    }

    /// <summary>What the nodes of a cluster share.</summary>
    public static void AddSharedDatabase(this IServiceCollection services, string database) => services.AddSingleton(provider =>
        PostgresCluster.Open(database, provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>()));

    /// <summary>
    /// Keeps the keys that protect cookies, so that a restart signs nobody out: in the data folder, where only its owner may read them, or in the database, where all
    /// nodes find them.
    /// </summary>
    public static void AddKeyRing(this IServiceCollection services, StartOptions options)
    {
        var protection = services.AddDataProtection().SetApplicationName("FunnelGrains");
        if (options.ConnectionString is null) protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataFolder, "keys")));
        else
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
                new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new DatabaseKeyRing(provider.GetRequiredService<PostgresCluster>())));
    }
}
