using System.Net;
using System.Net.Sockets;

namespace FunnelGrains.Testing.Processes;

/// <summary>Loopback ports that stay a test's own over restarts of its host.</summary>
public static class FreePort
{
    // Below the range from which systems give ports to outgoing connections: a client of the test must not take the port while the host is down.
    private const int First = 12_000;
    private const int Count = 8_000;

    /// <summary>A port on which nothing listens now.</summary>
    public static int Next()
    {
        for (var tries = 0; tries < 200; tries++)
        {
            var port = First + Random.Shared.Next(Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
        throw new InvalidOperationException("No free loopback port was found.");
    }
}
