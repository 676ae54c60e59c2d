using System.Globalization;

namespace FunnelGrains.Storage.Archive;

/// <summary>
/// The folder of archived segments: <c>workspace/shard/first-last-checksum.jsonl.gz</c>. A file that is recorded never changes and never goes. One that is not is what a crash
/// left, or another owner of the shard is about to record it: its name says enough to never take the one for the other.
/// </summary>
internal sealed class ArchiveFolder(string root)
{
    private const string Ending = ".jsonl.gz";
    private const string Unfinished = ".tmp";
    private const int ChecksumShown = 12;

    /// <summary>The folder.</summary>
    public string Root => root;

    /// <summary>Where a recorded file is.</summary>
    public string PathOf(string file) => Path.Combine([root, .. file.Split('/')]);

    /// <exception cref="ArchiveUnavailableException">The file of a recorded segment is not there.</exception>
    public void Require(ShardKey shard, Segment recorded)
    {
        if (!File.Exists(PathOf(recorded.File)))
            throw new ArchiveUnavailableException($"Nothing more of shard {shard} is archived, since its last segment {PathOf(recorded.File)} is missing: is the folder mounted?");
    }

    /// <summary>Writes a segment, to the disk, and reads it back.</summary>
    /// <exception cref="ArchiveUnavailableException">What is read is not what was written, or the folder cannot be written to.</exception>
    public Segment Write(SegmentDraft draft)
    {
        try
        {
            var folder = FolderOf(draft.Shard);
            Directory.CreateDirectory(PathOf(folder));
            var begun = PathOf(string.Create(CultureInfo.InvariantCulture, $"{folder}/{draft.First}-{draft.Last}.{Guid.NewGuid():N}{Unfinished}"));
            var (sha256, bytes) = Write(begun, draft);
            var file = string.Create(CultureInfo.InvariantCulture, $"{folder}/{draft.First}-{draft.Last}-{sha256[..ChecksumShown]}{Ending}");
            File.Move(begun, PathOf(file), overwrite: true);
            Settle(folder);
            var segment = new Segment(draft.First, draft.Last, file, bytes, sha256, draft.LeastReceivedAt, draft.GreatestReceivedAt);
            new SegmentFile(PathOf(file), draft.Shard, segment).Verify(draft);
            return segment;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveUnavailableException($"Rows {draft.First} to {draft.Last} of shard {draft.Shard} cannot be archived in {root}: {refused.Message}", refused);
        }
    }

    /// <summary>
    /// Removes files that nobody will ever record: unfinished ones, and those of rows that are archived in another file. One of rows beyond that may be another owner's, who is
    /// about to record it.
    /// </summary>
    public void RemoveStrays(ShardKey shard, IReadOnlyCollection<Segment> recorded)
    {
        try
        {
            var folder = PathOf(FolderOf(shard));
            if (!Directory.Exists(folder)) return;
            var known = recorded.Select(segment => PathOf(segment.File)).ToHashSet(StringComparer.Ordinal);
            var through = recorded.Count == 0 ? 0 : recorded.Max(segment => segment.Last);
            foreach (var file in Directory.EnumerateFiles(folder))
                if (file.EndsWith(Unfinished, StringComparison.Ordinal) || (!known.Contains(file) && LastOf(file) <= through)) File.Delete(file);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveUnavailableException($"The archive's folder {root} cannot be used: {refused.Message}", refused);
        }
    }

    private static (string Sha256, long Bytes) Write(string path, SegmentDraft draft)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var sha256 = SegmentWriter.Write(file, draft);
        file.Flush(flushToDisk: true);
        return (sha256, file.Length);
    }

    /// <summary>Below the root; a key that a file system might read as something else is spelled out.</summary>
    private static string FolderOf(ShardKey shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{Uri.EscapeDataString(shard.Workspace).Replace(".", "%2E", StringComparison.Ordinal)}/{shard.Number}");

    /// <summary>The last row that a file's name tells of; beyond all for another name.</summary>
    private static long LastOf(string file)
    {
        var name = Path.GetFileName(file);
        if (!name.EndsWith(Ending, StringComparison.Ordinal)) return long.MaxValue;
        var parts = name[..^Ending.Length].Split('-');
        return parts.Length == 3 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : long.MaxValue;
    }

    private void Settle(string folder)
    {
        FolderSync.Flush(PathOf(folder));
        FolderSync.Flush(Path.GetDirectoryName(PathOf(folder))!);
        FolderSync.Flush(root);
        if (Path.GetDirectoryName(root) is { } parent) FolderSync.Flush(parent);
    }
}
