using System.Text.Json;
using System.Text.Json.Nodes;

namespace FunnelGrains.Cli.Tailing;

/// <summary>Keeps the frame whole from frames and patches, and prints what moved.</summary>
internal sealed class BoardTail(ITailPrinter printer)
{
    private JsonObject? frame;
    private BoardCounts? counts;

    /// <returns>False when a patch does not build on the frame that is here: the board has to be watched again.</returns>
    public bool Take(BoardMessage message)
    {
        switch (message.Kind)
        {
            case BoardMessage.Watched or BoardMessage.Changed:
                return TakeBoard(message);
            case BoardMessage.Breached:
                printer.Message(message);
                printer.Breach(message.Payload);
                return true;
            case BoardMessage.Celebrated:
                printer.Message(message);
                printer.Celebration(message.Payload);
                return true;
            default:
                throw new InvalidOperationException($"A message '{message.Kind}' is not known.");
        }
    }

    private bool TakeBoard(BoardMessage message)
    {
        var change = JsonObject.Create(message.Payload.Clone()) ?? [];
        if (Text(change, "kind") != "patch")
            frame = change;
        else if (frame is null || Text(change, "epoch") != Text(frame, "epoch") || Number(change, "base") > Number(frame, "revision"))
            return false;
        else if (Number(change, "base") < Number(frame, "revision"))
            return true;
        else
            foreach (var (name, value) in change.Where(field => field.Key is not ("kind" or "base")).ToList())
                frame[name] = value?.DeepClone();
        printer.Message(message);
        var after = BoardCounts.Of(frame);
        printer.Board(counts, after);
        counts = after;
        return true;
    }

    private static string? Text(JsonObject of, string name) => of[name]?.GetValue<string>();

    private static long Number(JsonObject of, string name) => of[name]?.GetValue<long>() ?? 0;
}
