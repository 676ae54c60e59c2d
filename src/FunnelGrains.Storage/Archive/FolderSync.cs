using System.Runtime.InteropServices;

namespace FunnelGrains.Storage.Archive;

/// <summary>Brings a folder's entries to the disk: until then a renamed file may have its old name after a power cut, and no API of .NET does it.</summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">It did not succeed.</exception>
    public static void Flush(string folder)
    {
        // Windows brings a rename to the disk with the file system's own log.
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(folder, ReadOnly);
        if (handle < 0) throw new IOException($"The folder {folder} cannot be opened (error {Marshal.GetLastPInvokeError()})");
        try
        {
            if (Sync(handle) != 0) throw new IOException($"The folder {folder} cannot be brought to the disk (error {Marshal.GetLastPInvokeError()})");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32 | DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32 | DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32 | DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
