using FunnelGrains.Domain;

namespace FunnelGrains.Storage.Archive;

/// <summary>
/// Rows of the journal are in a file that is missing, damaged or cannot be reached: what needs them has no answer until it is brought back (from a backup), for a shorter
/// history would be a wrong one. The message names the file.
/// </summary>
public sealed class ArchiveUnavailableException(string message, Exception? inner = null) : UnavailableException(message, inner);
