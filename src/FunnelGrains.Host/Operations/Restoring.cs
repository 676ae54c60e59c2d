using System.Globalization;
using FunnelGrains.Host.Options;
using FunnelGrains.Storage.Backups;

namespace FunnelGrains.Host.Operations;

/// <summary><c>restore</c>: a backup into an empty data folder.</summary>
internal static class Restoring
{
    public static void Run(OperatorSettings settings, OperatorConsole console)
    {
        if (settings.KeepsDataInPostgres) throw new StartRefusedException("the data are in PostgreSQL: what pg_dump made is brought back with pg_restore, into an empty database.");
        var (folder, from) = (settings.DataFolder, settings.Folder(OperatorSettings.From));
        var shards = SqliteRestore.Run(from, folder, console.Tell);
        foreach (var shard in shards) console.Say(string.Create(CultureInfo.InvariantCulture, $"shard {shard.Workspace}/{shard.Shard}: {shard.Last:N0} events"));
        console.Say($"Restored {from} into {folder}. Start with it: the first start counts all events anew; then 'funnel audit' proves them.");
    }
}
