using System.Globalization;

namespace FunnelGrains.Cluster.Tests;

/// <summary>One event to post, as JSON; without a time, so that it occurs when it is taken.</summary>
internal sealed record PlannedEvent(string Lead, string Id, string Json)
{
    /// <summary>The n-th event of a lead.</summary>
    public static PlannedEvent Of(string lead, int n, string type, string data)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{lead}-{n}");
        return new(lead, id, $$"""{"id":"{{id}}","type":"{{type}}","lead":"{{lead}}","data":{{data}}}""");
    }
}
