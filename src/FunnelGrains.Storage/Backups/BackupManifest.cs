using System.Text.Json;

namespace FunnelGrains.Storage.Backups;

/// <summary>What a backup says of itself. It is written last: a folder without it is no backup.</summary>
/// <param name="Format">1.</param>
/// <param name="Made">When the last file was read.</param>
/// <param name="Files">The files beside it.</param>
/// <param name="Shards">How far the journal goes.</param>
internal sealed record BackupManifest(int Format, DateTimeOffset Made, IReadOnlyList<BackupFile> Files, IReadOnlyList<BackupShard> Shards)
{
    /// <summary>Its file.</summary>
    public const string Name = "backup.json";

    /// <summary>The format that this program writes and reads.</summary>
    public const int Known = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectRequiredConstructorParameters = true };

    /// <summary>Reads the manifest of a backup.</summary>
    /// <exception cref="StorageStartException">There is none, it is not readable, or of another format.</exception>
    public static BackupManifest Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) throw new StorageStartException($"There is no whole backup in {folder}: no file {Name}.");
        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(path), Json);
            return manifest is { Format: Known } ? manifest : throw new StorageStartException($"The backup in {folder} is of format {manifest?.Format}: use a newer FunnelGrains.");
        }
        catch (JsonException wrong)
        {
            throw new StorageStartException($"The file {path} is damaged: take another backup.", wrong);
        }
    }

    /// <summary>Writes it; on the disk when this returns.</summary>
    public void Write(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, Name), FileMode.Create, FileAccess.Write);
        JsonSerializer.Serialize(file, this, Json);
        file.Flush(flushToDisk: true);
    }
}

/// <summary>A file of a backup.</summary>
/// <param name="Path">Below the backup's folder, with slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its content, hexadecimal.</param>
internal sealed record BackupFile(string Path, long Bytes, string Sha256);

/// <summary>How far a shard's journal goes in a backup.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Shard">The shard's number.</param>
/// <param name="Last">The last sequence number, which is also how many rows there are.</param>
public sealed record BackupShard(string Workspace, int Shard, long Last);
