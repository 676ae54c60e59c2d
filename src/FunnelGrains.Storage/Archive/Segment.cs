namespace FunnelGrains.Storage.Archive;

/// <summary>An archived piece of a shard's journal, as the table <c>archived_segments</c> records it: all rows from one sequence number to another.</summary>
/// <param name="First">Its first row; directly after the last of the segment before.</param>
/// <param name="Last">Its last row.</param>
/// <param name="File">Its file, below the archive's folder, with slashes.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Sha256">Of the file's directory, which holds that of every block: hexadecimal.</param>
/// <param name="LeastReceivedAt">When the first of its events was received, unix milliseconds.</param>
/// <param name="GreatestReceivedAt">When the last was.</param>
internal sealed record Segment(long First, long Last, string File, long Bytes, string Sha256, long LeastReceivedAt, long GreatestReceivedAt);
