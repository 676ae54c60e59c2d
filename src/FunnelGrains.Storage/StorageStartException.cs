namespace FunnelGrains.Storage;

/// <summary>The storage cannot be used as it is; the process is to print the message, which is one line, and stop.</summary>
public sealed class StorageStartException(string message, Exception? inner = null) : Exception(message, inner);
