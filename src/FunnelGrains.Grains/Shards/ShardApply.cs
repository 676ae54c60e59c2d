using System.Runtime.InteropServices;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

/// <summary>Asks the leads of a batch for facts after − facts before, all at once.</summary>
internal static class ShardApply
{
    /// <exception cref="Exception">A lead could not answer: nothing of the batch is counted.</exception>
    public static async Task<IReadOnlyList<LeadChange>> ApplyAsync(
        int agreement, IReadOnlyList<LeadRowsOnTheirWay> leads, long countedThrough, Instant countedAsOf, Instant asOf)
    {
        var calls = new Task<LeadChange>[leads.Count];
        for (var i = 0; i < calls.Length; i++)
        {
            var (resident, rows) = (leads[i].Resident, leads[i].Rows);
            calls[i] = resident.Grain.ApplyUnderAsync(
                agreement, countedThrough, resident.LastSeq, countedAsOf, ImmutableCollectionsMarshal.AsImmutableArray(rows.ToArray()), asOf, resident.History).AsTask();
            resident.History = null;
        }

        return await Task.WhenAll(calls);
    }

    /// <summary>Asks leads without new rows for facts by newer versions of the agreement − facts by those before.</summary>
    /// <exception cref="Exception">A lead could not answer: nothing is adopted.</exception>
    public static async Task<IReadOnlyList<LeadChange>> AdoptAsync(int from, int to, IReadOnlyList<Resident> leads, long countedThrough, Instant countedAsOf)
    {
        var calls = new Task<LeadChange>[leads.Count];
        for (var i = 0; i < calls.Length; i++)
        {
            calls[i] = leads[i].Grain.AdoptAsync(from, to, countedThrough, leads[i].LastSeq, countedAsOf, leads[i].History).AsTask();
            leads[i].History = null;
        }

        return await Task.WhenAll(calls);
    }
}
