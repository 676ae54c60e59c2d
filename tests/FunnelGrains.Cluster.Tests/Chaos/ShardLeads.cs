using System.Collections.Immutable;
using System.Globalization;
using FunnelGrains.Abstractions.Shards;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>
/// What one client posts, without end: leads of one shard, so that an answer tells of that shard alone. Each lead is captured and qualified in one batch and, four batches
/// later, accepted, assigned and touched; every fiftieth is left waiting instead, so that a promise is broken.
/// </summary>
internal static class ShardLeads
{
    public const int EventsABatch = LeadsABatch * 5;

    private const int LeadsABatch = 5;
    private const int BatchesBetween = 4;
    private const int LeftWaiting = 50;

    /// <summary>The batches of a client; it has as many leads as the caller takes batches, and ends them when the caller says so.</summary>
    /// <param name="client">Part of the leads' ids.</param>
    /// <param name="shard">Whose leads.</param>
    /// <param name="goOn">Asked before each batch that begins new leads.</param>
    public static IEnumerable<ImmutableArray<PlannedEvent>> Of(int client, int shard, Func<bool> goOn)
    {
        var leads = Leads(client, shard).GetEnumerator();
        var begun = new Queue<ImmutableArray<(string Lead, bool Waits)>>();
        while (goOn())
        {
            begun.Enqueue([.. Take(leads)]);
            var second = begun.Count > BatchesBetween ? begun.Dequeue() : [];
            yield return [.. begun.Last().SelectMany(lead => First(lead.Lead)), .. second.SelectMany(lead => Second(lead.Lead, lead.Waits))];
        }
        while (begun.TryDequeue(out var rest)) yield return [.. rest.SelectMany(lead => Second(lead.Lead, lead.Waits))];
    }

    private static IEnumerable<(string Lead, bool Waits)> Leads(int client, int shard)
    {
        for (int n = 0, mine = 0; ; n++)
        {
            var lead = string.Create(CultureInfo.InvariantCulture, $"C{client}-{n}");
            if (ShardId.Of(lead, ChaosSettings.Shards) == shard) yield return (lead, mine++ % LeftWaiting == 0);
        }
    }

    private static IEnumerable<(string Lead, bool Waits)> Take(IEnumerator<(string Lead, bool Waits)> leads)
    {
        for (var i = 0; i < LeadsABatch && leads.MoveNext(); i++) yield return leads.Current;
    }

    private static IEnumerable<PlannedEvent> First(string lead) =>
    [
        PlannedEvent.Of(lead, 0, "lead.captured", """{"source":"chaos","segment":"Varejo"}"""),
        PlannedEvent.Of(lead, 1, "lead.stage_changed", """{"stage":"mql"}"""),
    ];

    private static IEnumerable<PlannedEvent> Second(string lead, bool waits) => waits
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
