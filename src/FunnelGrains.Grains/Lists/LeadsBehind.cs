using System.Collections.Immutable;
using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Lists;

/// <summary>
/// The leads behind a number, in the order of the list. No table has them: those that may be among them are taken from the read model (what happened to a lead in a period happened after
/// its capture and not after its last event), and their shards fold them by the code that counts. So a page looks at a bounded number, and may be short.
/// </summary>
internal sealed class LeadsBehind(AgreementBook book, IReadModel readModel, IGrainFactory grains)
{
    private const int MostLooked = 2_000;
    private const int AtOnce = 500;
    private static readonly LocalDate FirstDay = new(1970, 1, 1);

    public async Task<LeadListPage> ReadAsync(LeadQuery query, FactQuestion behind)
    {
        var (found, times) = (ImmutableArray.CreateBuilder<LeadView>(), ImmutableArray.CreateBuilder<long>());
        var candidates = query with { Criteria = CriteriaOf(query.Criteria, behind), Limit = AtOnce };
        for (var looked = 0; looked < MostLooked;)
        {
            var page = await readModel.ReadLeadsAsync(candidates, CancellationToken.None);
            var counts = await CountAsync(page.Leads, behind);
            for (var i = 0; i < page.Leads.Count; i++)
            {
                if (counts[i] == 0) continue;
                found.Add(page.Leads[i]);
                times.Add(counts[i]);
                if (found.Count == query.Limit && (i < page.Leads.Count - 1 || page.Next is not null)) return Page(candidates.CursorAfter(page.Leads[i]));
            }

            looked += page.Leads.Count;
            candidates = candidates with { Cursor = page.Next };
            if (page.Next is null) break;
        }

        return Page(candidates.Cursor);

        LeadListPage Page(string? next) => new(found.ToImmutable(), next, Times: times.ToImmutable());
    }

    private LeadCriteria CriteriaOf(LeadCriteria? also, FactQuestion behind)
    {
        var begin = StartOf(behind.From);
        var filter = also?.Where ?? FactFilter.Any;
        // What holds for a lead's whole life may be asked of its row; whose it was at a moment may not, nor what has no place of its own.
        foreach (var dimension in new[] { Dimension.Source, Dimension.Campaign, Dimension.Segment })
            if (behind.Filter.Of(dimension) is { IsEmpty: false } values && !values.Contains(Cell.OtherValue)) filter = filter.With(dimension, values);
        return new LeadCriteria(filter, StartOf(behind.To + 1), behind.Kind.IsOfClause() ? ClauseSpan.Earliest(book, behind.Key, begin) : begin);
    }

    private async Task<long[]> CountAsync(IReadOnlyList<LeadView> leads, FactQuestion behind)
    {
        var counts = new long[leads.Count];
        var shards = Enumerable.Range(0, leads.Count).GroupBy(i => ShardId.Of(leads[i].Lead, book.Workspace.Shards));
        await Task.WhenAll(shards.Select(async shard =>
        {
            var places = shard.ToArray();
            var grain = grains.GetGrain<IFunnelShardGrain>(ShardId.Key(book.Workspace.Key, shard.Key));
            var answer = await grain.CountFactsAsync([.. places.Select(i => leads[i].Lead)], behind);
            for (var n = 0; n < places.Length; n++) counts[places[n]] = answer[n];
        }));
        return counts;
    }

    private Instant StartOf(int day) => book.Zone.AtStartOfDay(FirstDay.PlusDays(day)).ToInstant();
}
