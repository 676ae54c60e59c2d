using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace FunnelGrains.Cluster.Tests.Storm;

/// <summary>The leads of a storm: most have long to wait, a tenth fall due one after another; and what is posted meanwhile.</summary>
internal static class StormPlan
{
    public const int Clients = 4;

    /// <summary>How long each promise may take.</summary>
    public static Duration Promise { get; } = Duration.FromMinutes(10);

    private const int LeadsABatch = 100;
    private const int EventsABatch = 20;

    /// <summary>The leads that wait and do not fall due, for one client.</summary>
    public static ImmutableArray<ImmutableArray<PlannedEvent>> Waiting(StormSettings settings, int client) =>
        Batches(Mine(settings.Clocks - settings.Due, client).Select(n => Lead("W", n)), lead => Opened(lead, null));

    /// <summary>The leads that fall due, for one client, evenly from an instant on.</summary>
    public static ImmutableArray<ImmutableArray<PlannedEvent>> FallingDue(StormSettings settings, int client, Instant from)
    {
        var between = Duration.FromTimeSpan(settings.Within) / settings.Due;
        return Batches(Mine(settings.Due, client), n => Opened(Lead("D", n), from + (between * n) - Promise));
    }

    /// <summary>What one client posts meanwhile: leads that wait are updated, and new ones come.</summary>
    public static ImmutableArray<ImmutableArray<PlannedEvent>> Meanwhile(StormSettings settings, int client, TimeSpan during) =>
    [
        .. Mine((int)(settings.EventsASecond * during.TotalSeconds), client)
            .Select(n => n % 4 == 0
                ? PlannedEvent.Of(Lead("N", n), 0, "lead.captured", """{"source":"storm"}""")
                : PlannedEvent.Of(Lead("W", n % (settings.Clocks - settings.Due)), 100 + n, "lead.updated", """{"score":10}"""))
            .Chunk(EventsABatch).Select(batch => batch.ToImmutableArray()),
    ];

    /// <summary>The time between two batches of a client of <see cref="Meanwhile"/>.</summary>
    public static TimeSpan Pace(StormSettings settings) => TimeSpan.FromSeconds((double)EventsABatch * Clients / settings.EventsASecond);

    /// <summary>Begins the ids of all leads that fall due.</summary>
    public const string Falls = "D-";

    private static IEnumerable<int> Mine(int all, int client) => Enumerable.Range(0, all).Where(n => n % Clients == client);

    private static string Lead(string kind, int n) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{n}");

    private static IEnumerable<PlannedEvent> Opened(string lead, Instant? at) =>
    [
        PlannedEvent.Of(lead, 0, "lead.captured", """{"source":"storm"}""", at),
        PlannedEvent.Of(lead, 1, "lead.stage_changed", """{"stage":"mql"}""", at),
    ];

    private static ImmutableArray<ImmutableArray<PlannedEvent>> Batches<T>(IEnumerable<T> leads, Func<T, IEnumerable<PlannedEvent>> events) =>
        [.. leads.Chunk(LeadsABatch).Select(some => some.SelectMany(events).ToImmutableArray())];
}
