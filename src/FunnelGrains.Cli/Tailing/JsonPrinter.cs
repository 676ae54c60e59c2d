using System.Text.Json.Nodes;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Tailing;

/// <summary>The hub's messages, one JSON object a line; without its heartbeats.</summary>
internal sealed class JsonPrinter(TextWriter output) : ITailPrinter
{
    public void Print(BoardNews news)
    {
        if (news is not Heartbeat && news.Sent is { } sent)
            output.WriteLine(new JsonObject { ["message"] = sent.Method, ["payload"] = JsonNode.Parse(sent.Payload.GetRawText()) }.ToJsonString());
    }
}
