using System.Net;
using System.Net.Sockets;

namespace FunnelGrains.Grains.Notices.Sending;

/// <summary>
/// Which addresses are nobody's but the public net's (IANA's special-purpose registries for IPv4 and IPv6). What reaches another network by a disguise, such as an IPv4 address inside an IPv6 one, is
/// judged by what it disguises.
/// </summary>
internal static class NetAddresses
{
    private static readonly (IPNetwork Net, string Is)[] Special =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "of this machine"), (IPNetwork.Parse("10.0.0.0/8"), "private"), (IPNetwork.Parse("100.64.0.0/10"), "shared by a provider (CGNAT)"),
        (IPNetwork.Parse("127.0.0.0/8"), "of this machine"), (IPNetwork.Parse("169.254.0.0/16"), "link-local"), (IPNetwork.Parse("172.16.0.0/12"), "private"),
        (IPNetwork.Parse("192.0.0.0/24"), "reserved"), (IPNetwork.Parse("192.0.2.0/24"), "for documentation"), (IPNetwork.Parse("192.88.99.0/24"), "a 6to4 relay"),
        (IPNetwork.Parse("192.168.0.0/16"), "private"), (IPNetwork.Parse("198.18.0.0/15"), "for tests of networks"), (IPNetwork.Parse("198.51.100.0/24"), "for documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "for documentation"), (IPNetwork.Parse("224.0.0.0/4"), "multicast"), (IPNetwork.Parse("240.0.0.0/4"), "reserved"),
        (IPNetwork.Parse("::/128"), "of this machine"), (IPNetwork.Parse("::1/128"), "of this machine"), (IPNetwork.Parse("100::/64"), "reserved"), (IPNetwork.Parse("2001::/23"), "reserved"),
        (IPNetwork.Parse("2001:db8::/32"), "for documentation"), (IPNetwork.Parse("3fff::/20"), "for documentation"), (IPNetwork.Parse("5f00::/16"), "reserved"),
        (IPNetwork.Parse("fc00::/7"), "private (unique local)"), (IPNetwork.Parse("fe80::/10"), "link-local"), (IPNetwork.Parse("fec0::/10"), "private (site-local)"), (IPNetwork.Parse("ff00::/8"), "multicast"),
    ];

    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");

    /// <summary>What an address is, where it is not the public net's; null where it is.</summary>
    public static string? NotPublic(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0) return "link-local";
        foreach (var (net, what) in Special)
            if (net.Contains(address)) return what;
        if (address.AddressFamily == AddressFamily.InterNetwork) return null;
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return "of no network that is known";
        if (LocalNat64.Contains(address)) return "private (NAT64)";
        var bytes = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6 || Nat64.Contains(address) || Compatible.Contains(address)) return NotPublic(new IPAddress(bytes.AsSpan(12, 4)));
        if (SixToFour.Contains(address)) return NotPublic(new IPAddress(bytes.AsSpan(2, 4)));
        return PublicV6.Contains(address) ? null : "reserved";
    }
}
