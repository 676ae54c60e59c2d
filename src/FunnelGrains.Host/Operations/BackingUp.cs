using System.Globalization;
using FunnelGrains.Host.Options;
using FunnelGrains.Storage.Backups;

namespace FunnelGrains.Host.Operations;

/// <summary><c>backup</c>: a copy of the data folder while it is in use.</summary>
internal static class BackingUp
{
    public static void Run(OperatorSettings settings, OperatorConsole console)
    {
        if (settings.KeepsDataInPostgres)
            throw new StartRefusedException(
                "the data are in PostgreSQL, whose own tools back it up while it runs: pg_dump --format=custom for one moment of it (back with pg_restore), or continuous archiving for any moment (docker/README.md).");
        var (folder, to) = (settings.DataFolder, settings.Folder(OperatorSettings.To));
        var shards = SqliteBackup.Run(folder, to, TimeProvider.System, console.Tell);
        foreach (var shard in shards) console.Say(string.Create(CultureInfo.InvariantCulture, $"shard {shard.Workspace}/{shard.Shard}: {shard.Last:N0} events"));
        console.Say($"Backed up {folder} into {to}. Prove it now and then: restore it into another folder, start with it and run 'funnel audit'.");
    }
}
