using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Ids;

/// <summary>
/// An id for an event that brings none: a hash of what it says. The same row gives the same id wherever it stands and in whichever
/// file; two equal rows are one event. Personal data takes no part, because an id cannot be erased.
/// </summary>
internal static class ContentId
{
    public static string Of(FunnelEvent e)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, e.Type);
        Append(hash, e.Lead);
        Append(hash, e.OccurredAt?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture));
        Append(hash, e.Actor);
        Append(hash, e.Data is null ? null : Canonical(e.Data).ToJsonString());
        return "row:" + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>Each part with its length, so that no two different lists of parts give the same bytes.</summary>
    private static void Append(IncrementalHash hash, string? part)
    {
        var bytes = Encoding.UTF8.GetBytes(part ?? "");
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    private static JsonNode Canonical(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, field.Value is null ? null : Canonical(field.Value)))),
        JsonArray a => new JsonArray([.. a.Select(item => item is null ? null : Canonical(item))]),
        _ => node.DeepClone(),
    };
}
