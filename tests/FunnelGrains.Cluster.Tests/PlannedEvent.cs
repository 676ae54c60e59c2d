using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Cluster.Tests;

/// <summary>One event to post, as JSON; without a time it occurs when it is taken.</summary>
internal sealed record PlannedEvent(string Lead, string Id, string Json)
{
    /// <summary>The n-th event of a lead.</summary>
    public static PlannedEvent Of(string lead, int n, string type, string data, Instant? occurredAt = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{lead}-{n}");
        var time = occurredAt is { } at ? $"\"occurredAt\":\"{InstantPattern.ExtendedIso.Format(at)}\"," : "";
        return new(lead, id, $$"""{"id":"{{id}}","type":"{{type}}","lead":"{{lead}}",{{time}}"data":{{data}}}""");
    }
}
