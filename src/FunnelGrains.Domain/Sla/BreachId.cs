using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace FunnelGrains.Domain.Sla;

/// <summary>The identity of a breach: the same for the same clock (lead, clause, start event) and due, for ever and everywhere.</summary>
public static class BreachId
{
    /// <summary><c>br_</c> and 24 hexadecimal digits of a SHA-256.</summary>
    public static string Of(string lead, string clause, string startEvent, Instant due)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{lead}\n{clause}\n{startEvent}\n{due.ToUnixTimeTicks()}");
        return "br_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
    }
}
