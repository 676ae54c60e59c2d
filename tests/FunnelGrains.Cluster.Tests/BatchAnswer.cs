using System.Collections.Immutable;
using System.Net;
using System.Text.Json;

namespace FunnelGrains.Cluster.Tests;

/// <summary>What the answer to a posted batch says of its events.</summary>
/// <param name="Stored">Ids of those that are stored, by this post or by one before.</param>
/// <param name="Again">Those to be sent again.</param>
internal sealed record BatchAnswer(IReadOnlyList<string> Stored, ImmutableArray<PlannedEvent> Again)
{
    /// <summary>Reads an answer 200 or 503.</summary>
    /// <exception cref="InvalidOperationException">It says something that no answer to good events may say.</exception>
    public static BatchAnswer Read(ImmutableArray<PlannedEvent> events, HttpStatusCode code, string text)
    {
        using var json = JsonDocument.Parse(text);
        if (!json.RootElement.TryGetProperty("results", out var results))
        {
            return code == HttpStatusCode.OK ? throw new InvalidOperationException($"No results in {text}") : new([], events);
        }
        var listed = results.EnumerateArray().ToDictionary(
            result => result.GetProperty("index").GetInt32(), result => result.GetProperty("status").GetString());
        var again = ImmutableArray.CreateBuilder<PlannedEvent>();
        var stored = new List<string>();
        for (var i = 0; i < events.Length; i++)
        {
            switch (listed.GetValueOrDefault(i, "accepted"))
            {
                case "accepted" or "duplicate": stored.Add(events[i].Id); break;
                case "retry": again.Add(events[i]); break;
                case var other: throw new InvalidOperationException($"{events[i].Id} was {other}: {text}");
            }
        }
        return new(stored, again.ToImmutable());
    }
}
