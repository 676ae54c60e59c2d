namespace FunnelGrains.Host.Options;

/// <summary>The start cannot go on, for a reason that its user can repair. The message is the one line he sees.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
