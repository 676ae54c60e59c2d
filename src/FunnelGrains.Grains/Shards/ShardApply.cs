using System.Runtime.InteropServices;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

/// <summary>Asks the leads of a batch for facts after − facts before, all at once.</summary>
internal static class ShardApply
{
    /// <exception cref="Exception">A lead could not answer: nothing of the batch is counted.</exception>
    public static async Task<IReadOnlyList<LeadChange>> ApplyAsync(
        IReadOnlyList<LeadRowsOnTheirWay> leads, long countedThrough, Instant countedAsOf, Instant asOf)
    {
        var calls = new Task<LeadChange>[leads.Count];
        for (var i = 0; i < calls.Length; i++)
        {
            var (resident, rows) = (leads[i].Resident, leads[i].Rows);
            calls[i] = resident.Grain.ApplyAsync(
                countedThrough, resident.LastSeq, countedAsOf, ImmutableCollectionsMarshal.AsImmutableArray(rows.ToArray()), asOf, resident.History).AsTask();
            resident.History = null;
        }

        return await Task.WhenAll(calls);
    }
}
