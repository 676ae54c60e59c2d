using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Web.Ingest;

/// <summary>Ids of events that came without one. Each part goes in with its length, so that no two events share a text.</summary>
internal static class EventIds
{
    /// <summary>
    /// The same event gives the same id, however its JSON was spaced, escaped and ordered, and in whichever offset its time was written. Personal data takes no part: an id stays
    /// when that is erased, and would tell to everybody who guesses an address that he guessed right. Two events that differ in nothing else are one; the second differs.
    /// </summary>
    public static string Of(string lead, EventType type, Instant at, string? actor, EventData data) =>
        Hash("h_", [lead, type.Name(), at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), actor, EventDataCodec.Write(data)]);

    /// <summary>The place in a body that its sender marked with an idempotency key; another sender's key of the same text is another.</summary>
    public static string Of(string origin, string lead, string idempotencyKey, int index) =>
        Hash("k_", [origin, lead, idempotencyKey, index.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>The identity of a CloudEvent, which is its source and its id together: both, or their hash where that is too long.</summary>
    /// <param name="source">Without spaces, so that the two can be told apart.</param>
    /// <param name="id">Any text.</param>
    public static string Of(string source, string id) =>
        source.Length + 1 + id.Length <= OwnEventReader.LongestId ? $"{source} {id}" : Hash("c_", [source, id]);

    private static string Hash(string prefix, ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(CultureInfo.InvariantCulture, $"{part?.Length ?? -1}:{part}\n");
        return prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 20));
    }
}
