using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.Sqlite;
using FunnelGrains.Storage.Sqlite.Engine;
using FunnelGrains.Storage.Sqlite.Journal;

namespace FunnelGrains.Storage.Backups;

/// <summary>
/// Copies an installation out of its data folder while it runs: the small documents first and the journal last, so that whatever a document speaks of is in the journal.
/// Each file is one moment of itself. Archived segments, which never change, follow by what that journal says of them. The read model is left out: it is counted again from the journal.
/// </summary>
public static class SqliteBackup
{
    /// <summary>Stands in the target while the backup is made: what is beside it is a backup's, and may be made anew.</summary>
    private const string Unfinished = ".unfinished";

    // The messages before the journal too: how far they were made of it is then in it. A folder of the version before has none.
    private static readonly string[] Kinds = ["grains", "notices", "journal"];

    /// <summary>
    /// Of each shard its last row, and how many rows there are: in the segments, and in the table after them. A sequence has no gaps, so both are one number where nothing is missing; the
    /// table's key lets no number stand twice.
    /// </summary>
    private const string Ends =
        """
        SELECT j.workspace, j.shard, max(j.seq), coalesce(max(a.rows), 0) + count(*) FILTER (WHERE j.seq > coalesce(a.through, 0)) FROM journal j
        LEFT JOIN (SELECT workspace, shard, sum(last - first + 1) AS rows, max(last) AS through FROM archived_segments GROUP BY workspace, shard) a
            ON a.workspace = j.workspace AND a.shard = j.shard
        GROUP BY j.workspace, j.shard ORDER BY j.workspace, j.shard
        """;

    /// <summary>Makes a backup; on the disk when this returns.</summary>
    /// <param name="dataFolder">The data folder, whether a FunnelGrains runs on it or not.</param>
    /// <param name="to">A folder that is empty or not there, or that an unfinished backup left.</param>
    /// <param name="time">The clock, for the backup's date.</param>
    /// <param name="progress">Told what is copied.</param>
    /// <returns>How far the journal goes in it.</returns>
    /// <exception cref="StorageStartException">One of the folders cannot be used, or the journal is not whole; the message is one line.</exception>
    public static IReadOnlyList<BackupShard> Run(string dataFolder, string to, TimeProvider time, Action<string> progress)
    {
        var (folder, target) = (Path.GetFullPath(dataFolder), Path.GetFullPath(to));
        foreach (var kind in Kinds.Except(["notices"]))
            if (!File.Exists(Path.Combine(folder, $"{kind}.db"))) throw new StorageStartException($"There is no installation in {folder}: no file {kind}.db.");
        try
        {
            SqliteLibrary.Require(SqliteLibrary.Load());
            Clear(target);
            var files = new List<BackupFile>();
            foreach (var key in Keys(folder)) files.Add(Kept(key, FileCopy.Copy(Path.Combine(folder, key), Path.Combine(target, key))));
            IReadOnlyList<BackupShard> shards = [];
            foreach (var kind in Kinds.Where(kind => File.Exists(Path.Combine(folder, $"{kind}.db"))))
            {
                progress($"copying {kind}.db");
                var copy = Path.Combine(target, $"{kind}.db");
                using (var db = SqliteDb.Open(Path.Combine(folder, $"{kind}.db"), SqliteAccess.Read, TimeSpan.FromSeconds(5)))
                {
                    var into = db.Statement("VACUUM INTO ?1");
                    into.Bind(1, copy);
                    into.Run();
                }
                if (kind == "journal") shards = PrepareJournal(copy, folder);
                files.Add(Kept($"{kind}.db", FileCopy.Settle(copy)));
            }
            files.AddRange(CopyArchive(folder, target, progress));
            new BackupManifest(BackupManifest.Known, time.GetUtcNow(), files, shards).Write(target);
            File.Delete(Path.Combine(target, Unfinished));
            return shards;
        }
        catch (SqliteFailure failure)
        {
            throw new StorageStartException($"The backup of {folder} into {target} did not succeed: {failure.Message}.", failure);
        }
        catch (ArchiveUnavailableException failure)
        {
            throw new StorageStartException($"The backup of {folder} into {target} did not succeed: {failure.Message}.", failure);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException($"The backup of {folder} into {target} did not succeed: {refused.Message}", refused);
        }
    }

    private static IEnumerable<string> Keys(string folder) => Directory.Exists(Path.Combine(folder, "keys"))
        ? Directory.EnumerateFiles(Path.Combine(folder, "keys"), "*.xml").Select(file => $"keys/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)
        : [];

    /// <summary>Without its read model every shard has rows that nothing counted: marked so, each is woken and finds the clocks that run.</summary>
    private static List<BackupShard> PrepareJournal(string copy, string folder)
    {
        using var db = SqliteDb.Open(copy, SqliteAccess.Write, TimeSpan.Zero);
        if (db.ReadText("PRAGMA quick_check(1)") is var said && said != "ok") throw new StorageStartException($"The journal in {folder} is damaged: {said}.");
        db.Execute("INSERT OR IGNORE INTO dirty_shards (workspace, shard) SELECT workspace, shard FROM journal GROUP BY workspace, shard");
        var shards = db.Statement(Ends);
        return shards.Rows(row => row.Long(2) == row.Long(3)
            ? new BackupShard(row.Text(0), row.Int(1), row.Long(2))
            : throw new StorageStartException($"The journal in {folder} is not whole: shard {new ShardKey(row.Text(0), row.Int(1))} has {row.Long(3)} rows and ends at {row.Long(2)}."));
    }

    /// <summary>The segments that the copied journal speaks of, each read back whole.</summary>
    private static IEnumerable<BackupFile> CopyArchive(string folder, string target, Action<string> progress)
    {
        IReadOnlyList<(ShardKey Shard, Segment Segment)> segments;
        using (var db = SqliteDb.Open(Path.Combine(target, "journal.db"), SqliteAccess.Read, TimeSpan.Zero)) segments = ArchiveTable.All(db);
        var (from, to) = (SqliteStorage.ArchiveOf(folder), SqliteStorage.ArchiveOf(target));
        if (segments.Count > 0) progress($"copying {segments.Count} archived segments");
        foreach (var (shard, segment) in segments)
        {
            new SegmentFile(from.PathOf(segment.File), shard, segment).Verify();
            yield return Kept($"archive/{segment.File}", FileCopy.Copy(from.PathOf(segment.File), to.PathOf(segment.File)));
        }
    }

    private static BackupFile Kept(string path, (long Bytes, string Sha256) what) => new(path, what.Bytes, what.Sha256);

    private static void Clear(string target)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(target);
        // Whoever reads it can make cookies.
        else Directory.CreateDirectory(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (File.Exists(Path.Combine(target, BackupManifest.Name))) throw new StorageStartException($"The folder {target} holds a backup already: name another one.");
        var mark = Path.Combine(target, Unfinished);
        if (!File.Exists(mark) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new StorageStartException($"The folder {target} is not empty: name one that is, or one that is not there yet.");
        File.WriteAllText(mark, "");
        foreach (var kind in Kinds)
            foreach (var file in Directory.EnumerateFiles(target, $"{kind}.db*")) File.Delete(file);
    }
}
