using System.Security.Cryptography;

namespace FunnelGrains.Storage.Backups;

/// <summary>Files copied so that they are on the disk, with what they hold.</summary>
internal static class FileCopy
{
    private const int Block = 1 << 20;

    /// <summary>Copies a file over whatever is there.</summary>
    /// <returns>Its length and the SHA-256 of what was written.</returns>
    public static (long Bytes, string Sha256) Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Block);
        using var target = new FileStream(to, FileMode.Create, FileAccess.Write, FileShare.None, Block);
        var buffer = new byte[Block];
        var bytes = 0L;
        while (source.Read(buffer) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
            bytes += read;
        }
        target.Flush(flushToDisk: true);
        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Brings a file to the disk.</summary>
    /// <returns>Its length and the SHA-256 of its content.</returns>
    public static (long Bytes, string Sha256) Settle(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, Block);
        file.Flush(flushToDisk: true);
        return (file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}
