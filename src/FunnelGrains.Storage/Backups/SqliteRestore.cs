using FunnelGrains.Storage.Sqlite;

namespace FunnelGrains.Storage.Backups;

/// <summary>
/// Brings a backup into an empty data folder. A mark stands in the folder until all of it is there, and no FunnelGrains starts beside it: after an interruption the restore
/// is run again.
/// </summary>
public static class SqliteRestore
{
    private static readonly string[] Data = ["journal.db", "read.db", "grains.db", "notices.db"];

    /// <summary>Restores; on the disk when this returns. The first start counts the journal anew.</summary>
    /// <param name="backup">A folder that <see cref="SqliteBackup"/> made.</param>
    /// <param name="dataFolder">The data folder: without data, or left by a restore that did not end.</param>
    /// <param name="progress">Told what is copied.</param>
    /// <returns>How far the journal goes.</returns>
    /// <exception cref="StorageStartException">The backup is not whole or damaged, or the folder cannot be used or holds data; the message is one line.</exception>
    public static IReadOnlyList<BackupShard> Run(string backup, string dataFolder, Action<string> progress)
    {
        var (from, folder) = (Path.GetFullPath(backup), Path.GetFullPath(dataFolder));
        var manifest = BackupManifest.Read(from);
        try
        {
            using var taken = FolderLock.TakeToRestore(folder);
            var mark = Path.Combine(folder, FolderLock.Unfinished);
            if (!File.Exists(mark))
            {
                if (Data.FirstOrDefault(name => File.Exists(Path.Combine(folder, name))) is { } there)
                    throw new StorageStartException($"The data folder {folder} holds data already ({there}): restore into an empty one.");
                File.WriteAllText(mark, "");
            }
            Clear(folder);
            foreach (var file in manifest.Files)
            {
                progress($"copying {file.Path}");
                if (!IsOurs(file.Path)) throw new StorageStartException($"The backup in {from} names a file that no backup has: {file.Path}.");
                if (FileCopy.Copy(Path.Combine(from, file.Path), Path.Combine(folder, file.Path)) != (file.Bytes, file.Sha256))
                    throw new StorageStartException($"The backup in {from} is damaged: {file.Path} is not what was written. Take another backup.");
            }
            File.Delete(mark);
            return manifest.Shards;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException($"The restore of {from} into {folder} did not succeed: {refused.Message}", refused);
        }
    }

    private static bool IsOurs(string path) => Data.Contains(path) || (Path.GetDirectoryName(path) == "keys" && Path.GetExtension(path) == ".xml") || IsArchived(path);

    private static bool IsArchived(string path) => path.Split('/') is ["archive", { Length: > 0 } workspace, { Length: > 0 } shard, var file]
        && workspace != ".." && shard != ".." && file.EndsWith(".jsonl.gz", StringComparison.Ordinal);

    // Logs of a database that was there before would be played into the one that comes.
    private static void Clear(string folder)
    {
        foreach (var name in Data)
            foreach (var file in (string[])[name, $"{name}-wal", $"{name}-shm"]) File.Delete(Path.Combine(folder, file));
    }
}
