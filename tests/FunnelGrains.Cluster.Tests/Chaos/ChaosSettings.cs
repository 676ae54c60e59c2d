using System.Globalization;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>How long and how wild a run is; from the environment.</summary>
internal sealed record ChaosSettings
{
    public const int Shards = 4;
    public const int Silos = 3;
    public const int Webs = 2;
    public const int Boards = 200;
    public const int EventsASecond = 1_000;

    /// <summary>Whether the bars that depend on the machine's speed are asserted too, and not only printed.</summary>
    public bool IsLong { get; } = Text("FUNNELGRAINS_CHAOS_MINUTES") is not null;

    /// <summary>Least duration. 3 minutes by default.</summary>
    public TimeSpan Duration { get; } = TimeSpan.FromMinutes(Number("FUNNELGRAINS_CHAOS_MINUTES", 3));

    /// <summary>Least number of faults: 3 a minute by default, 60 in 20 minutes.</summary>
    public int Faults { get; } = (int)Number("FUNNELGRAINS_CHAOS_FAULTS", 3 * Number("FUNNELGRAINS_CHAOS_MINUTES", 3));

    /// <summary>Decides which faults come, in which order, and how long they last.</summary>
    public int Seed { get; } = (int)Number("FUNNELGRAINS_CHAOS_SEED", Random.Shared.Next());

    /// <summary>The one kind of fault that is made, to look at it closely; null for all.</summary>
    public FaultKind? Only { get; } = Text("FUNNELGRAINS_CHAOS_ONLY") is { } kind ? Enum.Parse<FaultKind>(kind) : null;

    /// <summary>A folder in which the nodes' output is kept; null for none.</summary>
    public string? Logs { get; } = Text("FUNNELGRAINS_CHAOS_LOGS");

    private static string? Text(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;

    private static double Number(string name, double otherwise) =>
        Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
