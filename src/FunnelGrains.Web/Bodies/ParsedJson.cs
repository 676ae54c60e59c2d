using System.Text.Json;

namespace FunnelGrains.Web.Bodies;

/// <summary>A document that was read; to be disposed when nothing of it is used any more.</summary>
internal readonly struct ParsedJson : IDisposable
{
    // What a document is read with comes from the shared pool, which would keep it for each thread; see BodyBuffers.
    private const int LongestPooled = 256 * 1_024;
    private readonly JsonDocument? pooled;

    private ParsedJson(JsonDocument pooled) => (this.pooled, Root) = (pooled, pooled.RootElement);

    private ParsedJson(JsonElement root) => Root = root;

    /// <summary>The whole of it.</summary>
    public JsonElement Root { get; }

    /// <summary>Reads it.</summary>
    /// <param name="bytes">Used as long as the document is.</param>
    /// <param name="how">How strictly.</param>
    /// <exception cref="JsonException">It cannot be read.</exception>
    /// <exception cref="InvalidOperationException">A member's name is not valid Unicode.</exception>
    public static ParsedJson Of(ReadOnlyMemory<byte> bytes, JsonDocumentOptions how) =>
        bytes.Length > LongestPooled ? new(JsonElement.Parse(bytes.Span, how)) : new(JsonDocument.Parse(bytes, how));

    /// <inheritdoc/>
    public void Dispose() => pooled?.Dispose();
}
