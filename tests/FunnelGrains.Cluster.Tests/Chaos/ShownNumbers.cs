using System.Globalization;
using System.Text.Json;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>What a board shows and what the funnel answers, as one comparable text.</summary>
internal static class ShownNumbers
{
    /// <summary>Of a board; null while it shows nothing.</summary>
    public static string? Of(Board board) => board.Section("totals") is { ValueKind: JsonValueKind.Object } totals
        ? Text(board.Section("epoch"), board.Section("version"), totals, totals.GetProperty("open"), board.Section("stages")) : null;

    /// <summary>Of the answer to <c>/funnel</c> without dates: the current month, as boards show it.</summary>
    public static string Of(JsonElement funnel) => Text(
        funnel.GetProperty("epoch"), funnel.GetProperty("version"), funnel, funnel.GetProperty("status").GetProperty("open"), funnel.GetProperty("stages"));

    private static string Text(JsonElement epoch, JsonElement version, JsonElement flows, JsonElement open, JsonElement stages)
    {
        var sums = new[] { "captured", "won", "lost", "rejected" }.Select(name => $"{name} {flows.GetProperty(name).GetInt64()}");
        // A won stage has no leads "now" in the funnel's answer; a board shows there who is won.
        var each = stages.EnumerateArray().Where(stage => stage.GetProperty("key").GetString() != "customer").Select(stage =>
            $"{stage.GetProperty("key")} now {stage.GetProperty("now")} entered {stage.GetProperty("entered")} converted {stage.GetProperty("converted")}");
        return string.Create(
            CultureInfo.InvariantCulture, $"epoch {epoch} version {version}: {string.Join(", ", sums)}, open {open}; {string.Join("; ", each)}");
    }
}
