using System.Globalization;

namespace FunnelGrains.Cluster.Tests.Storm;

/// <summary>How many promises fall due; from the environment. The bar is 50,000 open ones, a tenth of which falls due within 10 s while 2,000 events a second come.</summary>
internal sealed record StormSettings
{
    /// <summary>Whether the bar that depends on the machine's speed is asserted too, and not only printed.</summary>
    public bool IsWhole => Clocks >= 50_000;

    /// <summary>Open promises. 5,000 by default.</summary>
    public int Clocks { get; } = int.TryParse(Environment.GetEnvironmentVariable("FUNNELGRAINS_STORM_CLOCKS"), CultureInfo.InvariantCulture, out var clocks) ? clocks : 5_000;

    /// <summary>How many of them fall due.</summary>
    public int Due => Clocks / 10;

    /// <summary>Within how long.</summary>
    public TimeSpan Within => TimeSpan.FromSeconds(IsWhole ? 10 : 4);

    /// <summary>Events a second that come meanwhile.</summary>
    public int EventsASecond => IsWhole ? 2_000 : 500;
}
