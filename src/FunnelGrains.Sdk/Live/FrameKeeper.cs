using System.Text.Json;
using System.Text.Json.Nodes;

namespace FunnelGrains.Sdk;

/// <summary>Keeps a board's frame whole from the frames and patches that the hub sends.</summary>
internal sealed class FrameKeeper
{
    private JsonObject? whole;

    /// <summary>The frame as last taken; null before the first.</summary>
    public BoardFrame? Frame { get; private set; }

    /// <summary>Takes what the hub sent.</summary>
    public FrameTaken Take(JsonElement sent)
    {
        var change = JsonObject.Create(sent.Clone()) ?? [];
        if (Text(change, "kind") != "patch")
            whole = change;
        else if (whole is null || Text(change, "epoch") != Text(whole, "epoch") || Number(change, "base") > Number(whole, "revision"))
            return FrameTaken.Gap;
        else if (Number(change, "base") < Number(whole, "revision"))
            return FrameTaken.Old;
        else
            foreach (var (name, value) in change.Where(section => section.Key is not ("kind" or "base")).ToList())
                whole[name] = value?.DeepClone();
        Frame = whole.Deserialize(FunnelJson.Default.BoardFrame);
        return FrameTaken.Changed;
    }

    private static string? Text(JsonObject of, string name) => of[name]?.GetValue<string>();

    private static long Number(JsonObject of, string name) => of[name]?.GetValue<long>() ?? 0;
}

/// <summary>What became of a frame or patch.</summary>
internal enum FrameTaken
{
    /// <summary>The frame is another one now.</summary>
    Changed,

    /// <summary>A patch to a frame before the one that is here already.</summary>
    Old,

    /// <summary>A patch to a frame that is not here: the whole one has to be asked for.</summary>
    Gap,
}
