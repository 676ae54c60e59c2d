namespace FunnelGrains.Grains.Notices.Sending;

/// <summary>A name leads only to addresses to which nothing may be sent.</summary>
internal sealed class RefusedAddressException(string message) : IOException(message);
