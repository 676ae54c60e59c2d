using System.Net;
using System.Net.Sockets;

namespace FunnelGrains.Host.Options;

/// <summary>
/// Reads the address under which a silo is reached. Silo and gateway ports authenticate nobody: whoever reaches them is a member. So it is an address of
/// a private network (RFC 1918, RFC 6598, RFC 4193, link-local) or loopback, never all addresses of the machine.
/// </summary>
internal static class SiloAddressReader
{
    /// <summary>The address; loopback where none is given.</summary>
    /// <exception cref="StartRefusedException">It is no address, or one that strangers may reach.</exception>
    public static IPAddress Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return IPAddress.Loopback;
        if (!IPAddress.TryParse(text, out var address)) throw new StartRefusedException($"silo address '{text}' is not an IP address such as 10.0.0.5.");
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            throw new StartRefusedException($"silo address '{text}' means every network of this machine, and the silo's ports authenticate nobody: name its private address.");
        return IsPrivate(address)
            ? address
            : throw new StartRefusedException($"silo address '{text}' is public, and the silo's ports authenticate nobody: name a private address.");
    }

    private static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address)) return true;
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
        var bytes = address.GetAddressBytes();
        return bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 100 && bytes[1] is >= 64 and < 128)
            || (bytes[0] == 169 && bytes[1] == 254);
    }
}
