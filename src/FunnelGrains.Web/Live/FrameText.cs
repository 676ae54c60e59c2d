using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Web.Boards;

namespace FunnelGrains.Web.Live;

/// <summary>A frame as JSON, and the patches that lead to it, each made once for all boards.</summary>
internal sealed class FrameText(BoardFrame frame)
{
    private readonly ConcurrentDictionary<long, JsonElement> patches = new();

    public BoardFrame Frame { get; } = frame;

    public JsonElement Whole { get; } = BoardJson.Of(frame);

    /// <summary>From an earlier frame to this one; the whole one across epochs.</summary>
    public JsonElement From(FrameText earlier) => earlier.Frame.Epoch != Frame.Epoch
        ? Whole : patches.GetOrAdd(earlier.Frame.Revision, _ => Patch(earlier));

    private JsonElement Patch(FrameText earlier)
    {
        var text = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", "patch");
            writer.WriteNumber("base", earlier.Frame.Revision);
            foreach (var section in Whole.EnumerateObject().Where(section => IsNews(section, earlier))) section.WriteTo(writer);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(text.WrittenSpan);
    }

    private static bool IsNews(JsonProperty section, FrameText earlier) =>
        section.Name != "kind"
        && (FrameSections.Always.Contains(section.Name) || !JsonElement.DeepEquals(section.Value, earlier.Whole.GetProperty(section.Name)));
}
