using System.Text.Json.Nodes;
using FunnelGrains.Sdk;

namespace FunnelGrains.Browser.Tests.Browsing;

/// <summary>Events as a test tells them.</summary>
internal static class Happenings
{
    public static FunnelEvent Captured(string lead) => new() { Id = $"{lead}-captured", Type = EventTypes.Captured, Lead = lead };

    public static FunnelEvent Entered(string lead, string stage, DateTimeOffset? at = null) => new()
    {
        Id = $"{lead}-{stage}",
        Type = EventTypes.StageChanged,
        Lead = lead,
        OccurredAt = at,
        Data = new JsonObject { ["stage"] = stage },
    };

    public static FunnelEvent Won(string lead, decimal amount) => new()
    {
        Id = $"{lead}-won",
        Type = EventTypes.DealWon,
        Lead = lead,
        Data = new JsonObject { ["amount"] = amount, ["currency"] = "BRL" },
    };
}
