using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FunnelGrains.Host.Options;

namespace FunnelGrains.Host.Starting;

/// <summary>Finds taken ports before anything else starts, and free ones for the silo.</summary>
internal static class Ports
{
    // Below the range from which systems give ports to outgoing connections, so that none of those takes a chosen one meanwhile.
    private const int First = 20_000;
    private const int Count = 12_000;

    /// <summary>Refuses the start when an address cannot be listened on.</summary>
    /// <param name="urls">The addresses.</param>
    /// <param name="option">What sets their ports.</param>
    /// <exception cref="StartRefusedException">A port is taken or not allowed, or a host is not of this machine.</exception>
    public static void Check(IEnumerable<Uri> urls, string option)
    {
        foreach (var url in urls.Where(url => url.Port != 0))
        {
            foreach (var address in Addresses(url))
            {
                if (Probe(address, url.Port) is { } error)
                {
                    throw new StartRefusedException($"cannot listen on {url.GetLeftPart(UriPartial.Authority)}: {Reason(error, option)}");
                }
            }
        }
    }

    /// <summary>The silo's and the gateway's port: those asked for, else free ones.</summary>
    /// <exception cref="StartRefusedException">One asked for is taken.</exception>
    public static (int Silo, int Gateway) ForSilo(IPAddress address, int? silo, int? gateway)
    {
        foreach (var asked in new[] { silo, gateway }.OfType<int>())
        {
            if (Probe(address, asked) is { } error)
            {
                throw new StartRefusedException(
                    string.Create(CultureInfo.InvariantCulture, $"cannot use port {asked} for the silo: {Reason(error, "--silo-port or --gateway-port")}"));
            }
        }
        var chosen = silo ?? Free(address, gateway);
        return (chosen, gateway ?? Free(address, chosen));
    }

    private static int Free(IPAddress address, int? except)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            var port = First + Random.Shared.Next(Count);
            if (port != except && Probe(address, port) is null)
            {
                return port;
            }
        }
        throw new StartRefusedException("no free port was found for the silo; name one with --silo-port.");
    }

    private static SocketError? Probe(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return null;
        }
        catch (SocketException failed)
        {
            return failed.SocketErrorCode;
        }
    }

    private static IPAddress[] Addresses(Uri url) =>
        url.IsLoopback && !IPAddress.TryParse(url.DnsSafeHost, out _) ? [IPAddress.Loopback]
        : IPAddress.TryParse(url.DnsSafeHost, out var address) ? [address]
        : [IPAddress.Any];

    private static string Reason(SocketError error, string option) => error switch
    {
        SocketError.AddressAlreadyInUse => $"the port is taken; choose another with {option}.",
        SocketError.AccessDenied => "the system does not allow it.",
        SocketError.AddressNotAvailable => "the address is not of this machine.",
        _ => $"{error}.",
    };
}
