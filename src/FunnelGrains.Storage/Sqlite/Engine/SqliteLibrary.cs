using SQLitePCL;

namespace FunnelGrains.Storage.Sqlite.Engine;

/// <summary>The SQLite that the process loaded.</summary>
internal static class SqliteLibrary
{
    /// <summary>Before it, a write-ahead log that starts over while another connection checkpoints can damage the file.</summary>
    public static readonly Version Oldest = new(3, 51, 3);

    private static readonly Lazy<Version> Loaded = new(() =>
    {
        Batteries_V2.Init();
        return Version.Parse(raw.sqlite3_libversion().utf8_to_string());
    });

    /// <summary>Loads the library, once.</summary>
    /// <returns>Its version.</returns>
    public static Version Load() => Loaded.Value;

    /// <summary>Refuses a library that is too old.</summary>
    /// <exception cref="StorageStartException">It is.</exception>
    public static void Require(Version loaded)
    {
        if (loaded < Oldest)
            throw new StorageStartException($"SQLite {loaded} is too old: {Oldest} or later is needed, since earlier ones can damage a database in WAL mode.");
    }
}
