using System.Text.Json;
using System.Text.Json.Nodes;

namespace FunnelGrains.Cli.Tailing;

/// <summary>The hub's messages, one JSON object a line.</summary>
internal sealed class JsonPrinter(TextWriter output) : ITailPrinter
{
    public void Message(BoardMessage message) =>
        output.WriteLine(new JsonObject { ["message"] = message.Kind, ["payload"] = JsonNode.Parse(message.Payload.GetRawText()) }.ToJsonString());

    public void Board(BoardCounts? before, BoardCounts after)
    {
    }

    public void Breach(JsonElement breach)
    {
    }

    public void Celebration(JsonElement what)
    {
    }
}
