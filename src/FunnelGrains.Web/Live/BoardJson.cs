using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Web.Goals;
using FunnelGrains.Web.Wire;

namespace FunnelGrains.Web.Live;

/// <summary>A frame in the words of the contract: told from a patch by its kind, goals as the API shows them.</summary>
internal static class BoardJson
{
    public static JsonElement Of(BoardFrame frame)
    {
        var body = JsonSerializer.SerializeToNode(Whole(frame) with { Goals = [] }, WireJson.Options)!.AsObject();
        body.Insert(0, "kind", "frame");
        body["goals"] = JsonSerializer.SerializeToNode(frame.Goals.Select(GoalBodies.Of), WireJson.Options) as JsonArray;
        return JsonSerializer.SerializeToElement(body, WireJson.Options);
    }

    /// <summary>A silo of the version before tells less.</summary>
    private static BoardFrame Whole(BoardFrame frame) => frame with
    {
        Days = OrNone(frame.Days),
        Sources = OrNone(frame.Sources),
        Totals = frame.Totals with { RevenueToday = OrNone(frame.Totals.RevenueToday) },
    };

    private static ImmutableArray<T> OrNone<T>(ImmutableArray<T> list) => list.IsDefault ? [] : list;
}
