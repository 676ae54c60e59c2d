using System.Net;
using System.Net.Sockets;

namespace FunnelGrains.Grains.Notices.Sending;

/// <summary>
/// Connects to public addresses only. The address that was looked at is the one that is connected to, so a name that answers something else a moment later gains nothing.
/// </summary>
internal static class PublicConnections
{
    /// <summary>Connects.</summary>
    /// <exception cref="RefusedAddressException">None of the name's addresses may be connected to.</exception>
    /// <exception cref="SocketException">The name is unknown, or nobody answers.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool allowPrivate, CancellationToken cancel)
    {
        var all = await Dns.GetHostAddressesAsync(to.Host, cancel);
        var may = allowPrivate ? all : [.. all.Where(address => NetAddresses.NotPublic(address) is null)];
        if (may.Length == 0 && all.Length > 0)
            throw new RefusedAddressException($"{to.Host} leads to {all[0]}, which is {NetAddresses.NotPublic(all[0])}: nothing is sent there");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(may, to.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
