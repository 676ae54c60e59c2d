using System.Globalization;
using System.Text;

namespace FunnelGrains.Benchmarks.Ingest;

/// <summary>One event of the load: as the body of a request and as a row of the journal.</summary>
internal sealed record LoadEvent(string Lead, string Id, string Type, DateTimeOffset OccurredAt, string Data)
{
    /// <summary>Its JSON in a request's body.</summary>
    public string Json => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"{{Id}}","type":"{{Type}}","lead":"{{Lead}}","occurredAt":"{{OccurredAt:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","actor":"ana","data":{{Data}}}""");

    /// <summary>The bodies of batches of so many events.</summary>
    public static byte[][] Bodies(IReadOnlyList<LoadEvent> events, int batch) =>
        [.. events.Chunk(batch).Select(chunk => Encoding.UTF8.GetBytes($"[{string.Join(',', chunk.Select(e => e.Json))}]"))];
}
