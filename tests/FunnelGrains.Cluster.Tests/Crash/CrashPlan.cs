using System.Collections.Immutable;
using System.Globalization;

namespace FunnelGrains.Cluster.Tests.Crash;

/// <summary>
/// What one client posts in one round: batches in order, one every so often. Each lead is captured and qualified in one batch and, some batches later, accepted,
/// assigned and touched; every third one is left waiting instead, so that a promise is broken.
/// </summary>
internal static class CrashPlan
{
    public const int EventsALead = 5;
    public const int LeadsABatch = 4;

    private const int BatchesBetween = 4;

    /// <summary>The batches of a client.</summary>
    /// <param name="round">The round, part of the leads' ids.</param>
    /// <param name="client">The client, part of the leads' ids.</param>
    /// <param name="events">How many events, rounded down to whole leads.</param>
    public static ImmutableArray<ImmutableArray<PlannedEvent>> Of(int round, int client, int events)
    {
        var groups = Enumerable.Range(0, events / EventsALead)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"R{round}-{client}-{n}"))
            .Chunk(LeadsABatch)
            .ToList();
        var batches = Enumerable.Range(0, groups.Count + BatchesBetween).Select(_ => ImmutableArray.CreateBuilder<PlannedEvent>()).ToList();
        for (var i = 0; i < groups.Count; i++)
        {
            batches[i].AddRange(groups[i].SelectMany(First));
            batches[i + BatchesBetween].AddRange(groups[i].SelectMany(Second));
        }
        return [.. batches.Select(batch => batch.ToImmutable()).Where(batch => !batch.IsEmpty)];
    }

    /// <summary>Whether nobody ever answers the lead.</summary>
    public static bool IsLeftWaiting(string lead) => int.Parse(lead.AsSpan(lead.LastIndexOf('-') + 1), CultureInfo.InvariantCulture) % 3 == 0;

    private static IEnumerable<PlannedEvent> First(string lead) =>
    [
        PlannedEvent.Of(lead, 0, "lead.captured", """{"source":"crash","segment":"Varejo"}"""),
        PlannedEvent.Of(lead, 1, "lead.stage_changed", """{"stage":"mql"}"""),
    ];

    private static IEnumerable<PlannedEvent> Second(string lead) => IsLeftWaiting(lead)
        ?
        [
            PlannedEvent.Of(lead, 2, "lead.updated", """{"score":10}"""),
            PlannedEvent.Of(lead, 3, "lead.touched", """{"channel":"email","automated":true}"""),
            PlannedEvent.Of(lead, 4, "lead.updated", """{"score":20}"""),
        ]
        :
        [
            PlannedEvent.Of(lead, 2, "lead.stage_changed", """{"stage":"sal"}"""),
            PlannedEvent.Of(lead, 3, "lead.assigned", """{"owner":"ana"}"""),
            PlannedEvent.Of(lead, 4, "lead.touched", """{"channel":"call"}"""),
        ];
}
