using System.Collections.Immutable;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using FunnelGrains.Storage.ReadModel;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

/// <summary>What stands behind the numbers: leads are folded by the code that counts them, beside the events and off the shard's own turn.</summary>
internal sealed partial class ShardEngine
{
    private static readonly LocalDate FirstDay = new(1970, 1, 1);

    /// <summary>How often each of the leads stands behind a number.</summary>
    public async Task<ImmutableArray<long>> CountFactsAsync(ImmutableArray<string> leads, FactQuestion question)
    {
        await recovered.Task;
        var counts = new Dictionary<string, long>(leads.Length, StringComparer.Ordinal);
        await FoldAsync(leads, (lead, facts) => counts[lead] = facts.Count(question));
        return [.. leads.Select(lead => counts.GetValueOrDefault(lead))];
    }

    /// <summary>Sums of facts that no cell has; null where too many leads would have to be folded.</summary>
    public async Task<ShardSums?> SumFilteredAsync(FilteredSumQuestion question)
    {
        await recovered.Task;
        var (seq, criteria) = (countedSeq, new LeadCriteria(Sent(question.Filter), StartOf(question.To + 1), StartOf(question.From)));
        // Memory first: what is saved meanwhile is then in one of both.
        var leads = Unsaved.Select(lead => lead.Lead).ToHashSet(StringComparer.Ordinal);
        leads.UnionWith(await readModel.ReadLeadIdsAsync(shard, criteria, question.Most + 1, ended.Token));
        if (leads.Count > question.Most) return null;
        var sums = new Dictionary<Cell, long>();
        await FoldAsync(leads, (_, facts) =>
        {
            foreach (var (fact, n) in facts.All)
            {
                if (fact.Day < question.From || fact.Day > question.To || !question.Measures.Contains(fact.Measure) || !question.Filter.Matches(fact)) continue;
                Add(sums, fact, question.By, question.SumDays, n);
            }
        });
        return new ShardSums(shard.Number, claim, seq, Changes(sums));
    }

    /// <summary>Clocks met after their due; only the leads that have one are folded.</summary>
    public async Task<ShardSums> SumMetLateAsync(int from, int to, Dimension dimension)
    {
        await recovered.Task;
        var (seq, begin, end) = (countedSeq, StartOf(from), StartOf(to + 1));
        var late = Unsaved.Where(lead => lead.Breaches.Any(breach => IsLate(breach) && breach.Due >= begin && breach.Due < end)).Select(lead => lead.Lead).ToHashSet(StringComparer.Ordinal);
        BreachPlace? after = null;
        do
        {
            var page = await readModel.ReadBreachesAsync(new BreachQuery(shard.Workspace, shard.Number, OpenOnly: false, begin, end, BreachPage, after), ended.Token);
            late.UnionWith(page.Where(row => IsLate(row.Breach)).Select(row => row.Lead));
            after = page.Count == BreachPage ? BreachPlace.Of(page[^1]) : null;
        }
        while (after is not null);
        var sums = new Dictionary<Cell, long>();
        await FoldAsync(late, (_, facts) =>
        {
            foreach (var (fact, n) in facts.MetLate)
                if (fact.Day >= from && fact.Day <= to) Add(sums, fact, dimension, sumDays: true, n);
        });
        return new ShardSums(shard.Number, claim, seq, Changes(sums));
    }

    /// <summary>Folds leads as they are counted when it begins, some at a time.</summary>
    private async Task FoldAsync(IReadOnlyCollection<string> leads, Action<string, LeadFacts> take)
    {
        var (through, upTo, by) = (countedSeq, asOf, book);
        foreach (var some in leads.Chunk(FoldedAtOnce))
        {
            var histories = await journal.ReadLeadsAsync(shard, some, through, personal: false, ended.Token);
            await Task.Run(() =>
            {
                foreach (var (lead, rows) in histories) take(lead, LeadFacts.Of(by, lead, rows, upTo));
            });
        }
    }

    private static void Add(Dictionary<Cell, long> sums, in Fact fact, Dimension dimension, bool sumDays, long n)
    {
        var cell = fact[(int)dimension];
        if (sumDays) cell = cell with { Day = Cell.NoDay };
        sums[cell] = sums.GetValueOrDefault(cell) + n;
    }

    /// <summary>What holds for a lead's whole life may be asked of its row; whose it was at a moment may not, nor what has no place of its own.</summary>
    private static FactFilter Sent(FactFilter filter) => new(Known(filter.Source), Known(filter.Campaign), Known(filter.Segment));

    private static ImmutableArray<string> Known(ImmutableArray<string> values) => values.IsDefaultOrEmpty || values.Contains(Cell.OtherValue) ? [] : values;

    private static bool IsLate(BreachView breach) => breach is { State: ClockState.MetLate, Rescinded: false };

    private Instant StartOf(int day) => book.Zone.AtStartOfDay(FirstDay.PlusDays(day)).ToInstant();
}
