namespace FunnelGrains.Storage.Sqlite;

/// <summary>
/// Keeps a second process out of the data folder: two silos that know nothing of each other would take every shard from one another. The
/// operating system lets go of the lock when the process ends, however it ends.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream held;

    private FolderLock(FileStream held) => this.held = held;

    /// <exception cref="StorageStartException">Another process has the folder, or it cannot be written to.</exception>
    public static FolderLock Take(string folder)
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
