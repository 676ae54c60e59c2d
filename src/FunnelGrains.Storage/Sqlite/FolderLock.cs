namespace FunnelGrains.Storage.Sqlite;

/// <summary>
/// Keeps a second process out of the data folder: two silos that know nothing of each other would take every shard from one another. The
/// operating system lets go of the lock when the process ends, however it ends.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    /// <summary>Stands in a folder while what is in it is half restored.</summary>
    public const string Unfinished = ".restoring";

    private readonly FileStream held;

    private FolderLock(FileStream held) => this.held = held;

    /// <summary>Takes a folder that holds an installation, or nothing yet.</summary>
    /// <exception cref="StorageStartException">Another process has the folder, it cannot be written to, or a restore into it did not end.</exception>
    public static FolderLock Take(string folder)
    {
        var taken = TakeToRestore(folder);
        if (!File.Exists(Path.Combine(folder, Unfinished))) return taken;
        taken.Dispose();
        throw new StorageStartException($"The restore into the data folder {folder} did not end: run it again.");
    }

    /// <summary>Takes a folder whatever is in it.</summary>
    /// <exception cref="StorageStartException">Another process has the folder, or it cannot be written to.</exception>
    public static FolderLock TakeToRestore(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException($"The data folder {folder} cannot be created: {refused.Message}", refused);
        }
        try
        {
            return new FolderLock(new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new StorageStartException($"The data folder {folder} cannot be written to: {refused.Message}", refused);
        }
        catch (IOException taken)
        {
            throw new StorageStartException($"The data folder {folder} is in use by another FunnelGrains process, or cannot be written to.", taken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();
}
