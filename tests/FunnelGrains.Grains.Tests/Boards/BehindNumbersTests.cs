using System.Collections.Immutable;
using CsCheck;
using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Lists;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Grains.Tests.Goals;
using FunnelGrains.Testing.Leads;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Boards;

/// <summary>Filters, trends, compliance and the leads behind a number, over random histories: each number is the same from wherever it is asked.</summary>
public sealed class BehindNumbersTests
{
    private const int Leads = 100;

    /// <summary>A month that some of the histories cross, and some of their dues.</summary>
    private static readonly LocalDate From = new(2026, 11, 1), To = new(2026, 11, 30);

    private static readonly Dimension[] Dimensions = [Dimension.Source, Dimension.Campaign, Dimension.Segment, Dimension.Owner, Dimension.Team];

    [Fact(Timeout = 300_000)]
    public async Task Each_number_is_the_same_from_wherever_it_is_asked()
    {
        await using var cluster = await FunnelCluster.StartAsync(workspace: FunnelCluster.Default with { Agreements = RichAgreement.Workspace.Agreements });
        await PostAsync(cluster);
        await OneDimensionIsWhatByShowsAsync(cluster);
        await TwoDimensionsSplitWhatOneCountsAsync(cluster);
        await PartsOfATrendAddUpAsync(cluster);
        await ComplianceAddsUpAsync(cluster);
        await TheLeadsBehindAddUpAsync(cluster);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_shard_that_would_have_to_fold_more_than_it_may_says_so()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var shard = cluster.ShardOf("L-1");
        foreach (var lead in Enumerable.Range(0, 40).Select(i => $"L-{i}").Where(lead => ShardId.Of(lead, 2) == ShardId.Of("L-1", 2)).Take(3))
            await cluster.PostAsync(lead, ("a", new Captured(LeadAttributes.None with { Source = "ads" }), FunnelCluster.Start));
        var day = Tallies.Book.DayOf(FunnelCluster.Start);
        var question = new FilteredSumQuestion(day, day, [Measure.Captured], new FactFilter(Source: ["ads"], Owner: [""]), Dimension.All, SumDays: true, Most: 3);
        (await shard.SumFilteredAsync(question))!.Cells.ShouldHaveSingleItem().N.ShouldBe(3);
        (await shard.SumFilteredAsync(question with { Most = 2 })).ShouldBeNull();
    }

    private static async Task OneDimensionIsWhatByShowsAsync(FunnelCluster cluster)
    {
        var whole = await cluster.Funnel.ReadAsync(new FunnelQuestion(From, To, null));
        whole.Captured.ShouldBeGreaterThan(20);
        Text((await ReadAsync(cluster, FactFilter.Any, null))!).ShouldBe(Text(whole));
        foreach (var dimension in Dimensions)
        {
            var by = (await cluster.Funnel.ReadAsync(new FunnelQuestion(From, To, dimension))).By;
            by.Length.ShouldBeGreaterThan(1);
            foreach (var value in by)
            {
                var filtered = (await ReadAsync(cluster, Only(dimension, value.Value), dimension))!;
                Text(filtered.Stages, filtered.Captured, filtered.Won, filtered.Revenue).ShouldBe(Text(value.Stages, value.Captured, value.Won, value.Revenue), $"{dimension} {value.Value}");
                filtered.By.ShouldHaveSingleItem().Value.ShouldBe(value.Value);
            }

            var both = (await ReadAsync(cluster, FactFilter.Any.With(dimension, [.. by.Take(2).Select(value => Sent(value.Value))]), null))!;
            both.Captured.ShouldBe(by.Take(2).Sum(value => value.Captured), "several values are any of them");
        }
    }

    private static async Task TwoDimensionsSplitWhatOneCountsAsync(FunnelCluster cluster)
    {
        foreach (var (one, other) in new[] { (Dimension.Source, Dimension.Owner), (Dimension.Owner, Dimension.Team), (Dimension.Team, Dimension.Segment), (Dimension.Campaign, Dimension.Source) })
            foreach (var value in (await cluster.Funnel.ReadAsync(new FunnelQuestion(From, To, one))).By)
            {
                // What counts know as (other) has its own name in a lead's row, so what is true now cannot be asked of it together with another dimension.
                if (value.Value == Cell.OtherValue) continue;
                var split = (await ReadAsync(cluster, Only(one, value.Value), other))!;
                var whole = (await ReadAsync(cluster, Only(one, value.Value), null))!;
                split.By.Sum(part => part.Captured).ShouldBe(whole.Captured, $"{one} {value.Value} by {other}");
                foreach (var stage in whole.Stages)
                {
                    split.By.Sum(part => part.Stages.Single(same => same.Key == stage.Key).Entered).ShouldBe(stage.Entered);
                    split.By.Sum(part => part.Stages.Single(same => same.Key == stage.Key).Converted).ShouldBe(stage.Converted);
                    split.By.Sum(part => part.Stages.Single(same => same.Key == stage.Key).Reached).ShouldBe(stage.Reached);
                }

                foreach (var part in split.By.Where(part => part.Value != Cell.OtherValue))
                {
                    var pair = (await ReadAsync(cluster, Only(one, value.Value).With(other, [Sent(part.Value)]), null))!;
                    Text(pair.Stages, pair.Captured, pair.Won, pair.Revenue).ShouldBe(Text(part.Stages, part.Captured, part.Won, part.Revenue), $"{one} {value.Value}, {other} {part.Value}");
                }
            }
    }

    private static async Task PartsOfATrendAddUpAsync(FunnelCluster cluster)
    {
        foreach (var filter in new[] { FactFilter.Any, Only(Dimension.Owner, "ana"), Only(Dimension.Source, "ads").With(Dimension.Owner, ["", "bia"]) })
            foreach (var step in Enum.GetValues<TrendStep>())
            {
                var (from, to) = (new LocalDate(2026, 10, 29), new LocalDate(2026, 12, 3));
                var funnel = (await cluster.Funnel.ReadFilteredAsync(new FunnelQuestion(from, to, null, filter)))!;
                var trend = (await cluster.Funnel.ReadTrendAsync(new TrendQuestion(from, to, step, filter)))!;
                trend.Points[0].From.ShouldBe(from);
                trend.Points[^1].To.ShouldBe(to);
                for (var i = 1; i < trend.Points.Length; i++) trend.Points[i].From.ShouldBe(trend.Points[i - 1].To.PlusDays(1));
                trend.Points.Length.ShouldBe(step switch { TrendStep.Day => 36, TrendStep.Week => 6, _ => 3 });
                if (step == TrendStep.Week) trend.Points.Skip(1).ShouldAllBe(point => point.From.DayOfWeek == IsoDayOfWeek.Monday);
                foreach (var stage in funnel.Stages)
                {
                    trend.Points.Sum(point => point.Stages.Single(same => same.Key == stage.Key).Entered).ShouldBe(stage.Entered);
                    trend.Points.Sum(point => point.Stages.Single(same => same.Key == stage.Key).Converted).ShouldBe(stage.Converted);
                }

                (trend.Points.Sum(point => point.Captured), trend.Points.Sum(point => point.Won), trend.Points.Sum(point => point.Lost), trend.Points.Sum(point => point.Rejected))
                    .ShouldBe((funnel.Captured, funnel.Won, funnel.Lost, funnel.Rejected));
                trend.Points.SelectMany(point => point.Revenue).GroupBy(money => money.Currency).Select(group => (group.Key, group.Sum(money => money.Amount))).Order()
                    .ShouldBe(funnel.Revenue.Select(money => (money.Currency, money.Amount)));
            }
    }

    private static async Task ComplianceAddsUpAsync(FunnelCluster cluster)
    {
        foreach (var dimension in Dimensions)
        {
            var reading = await cluster.Funnel.ReadComplianceAsync(new ComplianceQuestion(From, To, dimension));
            reading.Clauses.Sum(clause => clause.Counts.MetLate).ShouldBeGreaterThan(0);
            for (var i = 0; i < reading.Clauses.Length; i++)
                reading.By.Select(value => value.Clauses[i]).Aggregate((one, next) => new ClauseCounts(one.Met + next.Met, one.MetLate + next.MetLate, one.Breached + next.Breached, one.Running + next.Running))
                    .ShouldBe(reading.Clauses[i].Counts, $"{reading.Clauses[i].Key} by {dimension}");
        }

        var lists = cluster.Grains.GetGrain<IListsGrain>("default");
        var breaches = (await lists.BreachesAsync(new BreachListQuestion(OpenOnly: false, StartOf(From), StartOf(To.PlusDays(1))))).Breaches.Where(breach => !breach.Breach.Rescinded).ToList();
        foreach (var clause in (await cluster.Funnel.ReadComplianceAsync(new ComplianceQuestion(From, To, null))).Clauses)
            (clause.Counts.Breached, clause.Counts.MetLate).ShouldBe((
                breaches.Count(breach => breach.Breach.Clause == clause.Key),
                breaches.Count(breach => breach.Breach.Clause == clause.Key && breach.Breach.State == Domain.Sla.ClockState.MetLate)), clause.Key);
    }

    private static async Task TheLeadsBehindAddUpAsync(FunnelCluster cluster)
    {
        var filters = new List<FactFilter> { FactFilter.Any };
        foreach (var dimension in Dimensions)
            filters.AddRange((await cluster.Funnel.ReadAsync(new FunnelQuestion(From, To, dimension))).By.Select(value => Only(dimension, value.Value)));
        filters.Add(Only(Dimension.Source, "ads").With(Dimension.Owner, ["ana", ""]));
        filters.Add(Only(Dimension.Segment, "(none)").With(Dimension.Team, ["sales", "marketing"]));
        foreach (var filter in filters)
        {
            var funnel = (await ReadAsync(cluster, filter, null))!;
            await AddsUpAsync(cluster, FactKind.Captured, null, filter, funnel.Captured);
            await AddsUpAsync(cluster, FactKind.Won, null, filter, funnel.Won);
            await AddsUpAsync(cluster, FactKind.Lost, null, filter, funnel.Lost);
            await AddsUpAsync(cluster, FactKind.Rejected, null, filter, funnel.Rejected);
            foreach (var stage in funnel.Stages)
            {
                await AddsUpAsync(cluster, FactKind.Entered, stage.Key, filter, stage.Entered);
                await AddsUpAsync(cluster, FactKind.Converted, stage.Key, filter, stage.Converted);
                await AddsUpAsync(cluster, FactKind.Reached, stage.Key, filter, stage.Reached);
            }
        }

        foreach (var dimension in Dimensions)
        {
            var reading = await cluster.Funnel.ReadComplianceAsync(new ComplianceQuestion(From, To, dimension));
            await PromisesAddUpAsync(cluster, reading, [.. reading.Clauses.Select(clause => clause.Counts)], FactFilter.Any);
            foreach (var value in reading.By) await PromisesAddUpAsync(cluster, reading, value.Clauses, Only(dimension, value.Value));
        }

        var touches = await Task.WhenAll(Enumerable.Range(0, 2).Select(n => cluster.Grains.GetGrain<IFunnelShardGrain>(ShardId.Key("default", n)).SumAsync(
            new SumQuestion(DayOf(From), DayOf(To), [Measure.Touches], Dimension.Owner, "ana", Present: false, SumDays: true))));
        await AddsUpAsync(cluster, FactKind.Touches, null, Only(Dimension.Owner, "ana"), touches.Sum(shard => shard.Cells.Sum(change => change.N)));
    }

    private static async Task PromisesAddUpAsync(FunnelCluster cluster, ComplianceReading reading, ImmutableArray<ClauseCounts> counts, FactFilter filter)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            await AddsUpAsync(cluster, FactKind.Met, reading.Clauses[i].Key, filter, counts[i].Met);
            await AddsUpAsync(cluster, FactKind.Breached, reading.Clauses[i].Key, filter, counts[i].Breached);
            await AddsUpAsync(cluster, FactKind.MetLate, reading.Clauses[i].Key, filter, counts[i].MetLate);
        }
    }

    /// <summary>The list, walked in small pages in either order, has each lead once, and they count as often as the number says.</summary>
    private static async Task AddsUpAsync(FunnelCluster cluster, FactKind kind, string? key, FactFilter filter, long number)
    {
        var lists = cluster.Grains.GetGrain<IListsGrain>("default");
        foreach (var byDue in number % 2 == 0 ? [false] : new[] { false, true })
        {
            var (leads, sum, cursor) = (new List<string>(), 0L, (string?)null);
            do
            {
                var page = await lists.LeadsAsync(new LeadListQuestion(
                    null, null, null, null, byDue, cursor, 17, Behind: new FactQuestion(kind, key, DayOf(From), DayOf(To), filter)));
                page.Leads.Length.ShouldBeLessThanOrEqualTo(17);
                leads.AddRange(page.Leads.Select(lead => lead.Lead));
                sum += page.Times.Sum();
                cursor = page.Next;
            }
            while (cursor is not null);
            sum.ShouldBe(number, $"{kind} {key} {string.Join(", ", filter.Dimensions.Select(dimension => $"{dimension} {string.Join('|', filter.Of(dimension))}"))}");
            leads.ShouldBeUnique();
        }
    }

    private static async Task PostAsync(FunnelCluster cluster)
    {
        var histories = RandomHistories.Histories.Array[Leads].Single(_ => true, "0N0XIzNsQ0O2");
        cluster.MoveTo(Rows.Monday + Duration.FromDays(100));
        await Task.WhenAll(histories.Select((rows, i) => (Lead: $"L-{i}", Rows: rows.Where(row => row.Event.Type.IsPostable()).ToArray())).Where(lead => lead.Rows.Length > 0)
            .Select(lead => cluster.PostAsync(lead.Lead, [.. lead.Rows.Select(row => (row.Event.Id, row.Event.Data, row.Event.OccurredAt))])));
        // What is saved within half a second counts as fresh.
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
    }

    private static Task<FunnelReading?> ReadAsync(FunnelCluster cluster, FactFilter filter, Dimension? by) => cluster.Funnel.ReadFilteredAsync(new FunnelQuestion(From, To, by, filter));

    private static FactFilter Only(Dimension dimension, string value) => FactFilter.Any.With(dimension, [Sent(value)]);

    private static string Sent(string value) => value == "(none)" ? "" : value;

    private static int DayOf(LocalDate date) => Period.DaysBetween(new LocalDate(1970, 1, 1), date);

    private static Instant StartOf(LocalDate date) => Tallies.Book.Zone.AtStartOfDay(date).ToInstant();

    private static string Text(FunnelReading reading) =>
        $"{Text(reading.Stages, reading.Captured, reading.Won, reading.Revenue)} {reading.Lost} {reading.Rejected} {reading.Anomalies} {reading.OpenNow} {reading.WonNow} {reading.LostNow} {reading.RejectedNow} {reading.OpenCycles}";

    private static string Text(IEnumerable<StageReading> stages, long captured, long won, IEnumerable<Money> revenue) =>
        $"{string.Join("; ", stages.Select(stage => $"{stage.Key} {stage.Now} {stage.Entered} {stage.Converted} {stage.Reached}"))} captured {captured} won {won} {string.Join(',', revenue)}";
}
