using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace FunnelGrains.Cli.Tailing;

/// <summary>The part of a board's frame that is shown as lines.</summary>
internal sealed record BoardCounts
{
    public string Workspace { get; init; } = "";

    public string Zone { get; init; } = "";

    public IReadOnlyList<BoardStageCounts> Stages { get; init; } = [];

    public BoardTotalCounts Totals { get; init; } = new();

    public static BoardCounts Of(JsonObject frame) =>
        frame.Deserialize(TailJson.Default.BoardCounts) ?? throw new JsonException("The frame is empty.");
}

internal sealed record BoardStageCounts(string Key, long Now, long Entered);

internal sealed record BoardTotalCounts
{
    public long Captured { get; init; }

    public long Won { get; init; }

    public long Lost { get; init; }

    public long Rejected { get; init; }

    public long Touches { get; init; }

    public long BreachesOpen { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BoardCounts))]
internal sealed partial class TailJson : JsonSerializerContext;
