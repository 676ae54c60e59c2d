using System.Text.Json;
using FunnelGrains.Web.Bodies;
using FunnelGrains.Web.Wire;

namespace FunnelGrains.Web.Ingest;

/// <summary>Results as the JSON array of the answer, written piece by piece.</summary>
internal sealed class ResultsText : IDisposable
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = WireJson.Options.Encoder };
    private readonly PooledText text;
    private Utf8JsonWriter? writer;

    public ResultsText(BodyBudget budget) => text = new PooledText(budget);

    public long Length => text.Length;

    public bool IsOverBudget => text.IsOverBudget;

    /// <summary>Adds results, which come after all that were added before.</summary>
    public void Write(List<EventResult> results)
    {
        if (results.Count == 0) return;
        if (writer is null)
        {
            writer = new Utf8JsonWriter(text, Writing);
            writer.WriteStartArray();
        }

        foreach (var result in results) JsonSerializer.Serialize(writer, result, WireJson.Options);
        writer.Flush();
    }

    /// <summary>Writes the array, to its end; nothing can be added afterwards.</summary>
    public async Task CopyToAsync(Stream to, CancellationToken cancel)
    {
        if (writer is null)
        {
            await to.WriteAsync("[]"u8.ToArray(), cancel);
            return;
        }

        writer.WriteEndArray();
        writer.Flush();
        await text.CopyToAsync(to, cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        writer?.Dispose();
        writer = null;
        text.Dispose();
    }
}
