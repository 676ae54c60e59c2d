using System.Text.Json.Nodes;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Olist;

/// <summary>
/// What a row of the Olist marketing funnel means. A lead row is an MQL from its first contact on; a deal row is a win by its sales
/// rep. The declared revenue of a deal is the seller's own, not the deal's amount, and is left out.
/// </summary>
internal static class OlistEvents
{
    public static FunnelEvent Captured(string lead, DateTimeOffset at, string source, string campaign)
    {
        var data = new JsonObject();
        if (source.Length > 0)
            data["source"] = source;
        if (campaign.Length > 0)
            data["campaign"] = campaign;
        return Event(lead, "captured", EventTypes.Captured, at, data.Count == 0 ? null : data);
    }

    public static FunnelEvent Mql(string lead, DateTimeOffset at) =>
        Event(lead, "mql", EventTypes.StageChanged, at, new JsonObject { ["stage"] = "mql" });

    public static FunnelEvent Assigned(string lead, DateTimeOffset at, string salesRep) =>
        Event(lead, "assigned", EventTypes.Assigned, at, new JsonObject { ["owner"] = salesRep });

    public static FunnelEvent Won(string lead, DateTimeOffset at) => Event(lead, "won", EventTypes.DealWon, at, null);

    private static FunnelEvent Event(string lead, string what, string type, DateTimeOffset at, JsonObject? data) => new()
    {
        Id = $"olist:{lead}:{what}",
        Type = type,
        Lead = lead,
        OccurredAt = at,
        Data = data,
    };
}
