using System.Collections.Immutable;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Goals.Forecasting;

namespace FunnelGrains.Grains.Shards;

internal sealed partial class ShardEngine
{
    /// <summary>The longest rest between two pages.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Walks all leads page by page, beside the events: a page is folded off the shard's own turn, and after each the shard rests as long as it took. Memory holds one page and sums by
    /// stage and age.
    /// </summary>
    public async Task<ShardForecast> SumForecastAsync(ImmutableArray<ForecastCase> cases)
    {
        await recovered.Task;
        var (tally, through) = (new ForecastTally(cases), countedSeq);
        string? after = null;
        while (true)
        {
            var begun = clock.Provider.GetTimestamp();
            var page = await journal.ReadLeadPageAsync(shard, after, through, AuditPage, ended.Token);
            if (page.Count == 0) return new ShardForecast(tally.ToSums());
            await Task.Run(() =>
            {
                foreach (var (lead, rows) in page)
                    if (LeadTraces.Of(book, lead, rows) is { } trace) tally.Add(trace);
            });
            after = page[^1].Lead;
            var took = clock.Provider.GetElapsedTime(begun);
            await Task.Delay(took < LongestRest ? took : LongestRest, clock.Provider, ended.Token);
        }
    }
}
