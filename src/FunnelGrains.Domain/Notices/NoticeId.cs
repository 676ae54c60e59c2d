using System.Security.Cryptography;
using System.Text;

namespace FunnelGrains.Domain.Notices;

/// <summary>The identity of a message: the same at every attempt, and whoever composes it again.</summary>
public static class NoticeId
{
    /// <summary><c>msg_</c> and 24 hexadecimal digits of a SHA-256.</summary>
    /// <param name="endpoint">Where it goes.</param>
    /// <param name="announcement">What it tells, or the first of what it tells.</param>
    public static string Of(string endpoint, string announcement) =>
        "msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{endpoint}\n{announcement}")).AsSpan(0, 12));
}
