using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace FunnelGrains.Domain.Agreements.Documents;

/// <summary>The text that the two teams sign: the agreement without its number and without the instant from which it is in force, which are set when it is published.</summary>
public static class AgreementText
{
    /// <summary>The canonical text: the document's JSON with version 0 and the beginning of time, members in their order, keys of maps in ordinal order.</summary>
    public static string Of(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return AgreementJson.Write(agreement with { Version = 0, InForceFrom = Instant.FromUnixTimeTicks(0) });
    }

    /// <summary>SHA-256 of the canonical text in UTF-8, as 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(Agreement agreement) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(agreement))));
}
