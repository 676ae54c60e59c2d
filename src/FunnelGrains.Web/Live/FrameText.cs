using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Web.Boards;
using FunnelGrains.Web.Wire;

namespace FunnelGrains.Web.Live;

/// <summary>A frame as JSON, and the patches that lead to it, each made once for all boards.</summary>
internal sealed class FrameText(BoardFrame frame)
{
    private readonly ConcurrentDictionary<long, JsonElement> patches = new();

    public BoardFrame Frame { get; } = frame;

    public JsonElement Whole { get; } = Tagged(BoardJson.Of(frame), "frame");

    /// <summary>From an earlier frame to this one; the whole one across epochs.</summary>
    public JsonElement From(FrameText earlier) => earlier.Frame.Epoch != Frame.Epoch
        ? Whole : patches.GetOrAdd(earlier.Frame.Revision, _ => Patch(earlier));

    private JsonElement Patch(FrameText earlier)
    {
        var patch = new JsonObject { ["kind"] = "patch", ["base"] = earlier.Frame.Revision };
        foreach (var section in Whole.EnumerateObject())
        {
            if (section.Name == "kind") continue;
            if (FrameSections.Always.Contains(section.Name) || !JsonElement.DeepEquals(section.Value, earlier.Whole.GetProperty(section.Name)))
                patch[section.Name] = JsonNode.Parse(section.Value.GetRawText());
        }

        return JsonSerializer.SerializeToElement(patch);
    }

    private static JsonElement Tagged(JsonElement body, string kind)
    {
        var tagged = new JsonObject { ["kind"] = kind };
        foreach (var section in body.EnumerateObject()) tagged[section.Name] = JsonNode.Parse(section.Value.GetRawText());
        return JsonSerializer.SerializeToElement(tagged, WireJson.Options);
    }
}
