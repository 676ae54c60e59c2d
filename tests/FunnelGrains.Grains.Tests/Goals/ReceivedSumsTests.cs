using System.Collections.Immutable;
using CsCheck;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage;
using FunnelGrains.Testing.Leads;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace FunnelGrains.Grains.Tests.Goals;

/// <summary>What the events received before an instant make, against a fold of the journal from nothing.</summary>
public sealed class ReceivedSumsTests
{
    private const int Leads = 120;

    /// <summary>A midnight in São Paulo, after everything in the histories has happened and fallen due.</summary>
    private static readonly Instant Cut = Instant.FromUtc(2027, 1, 4, 3, 0);

    private static readonly Instant End = Cut - Duration.FromHours(24);

    [Theory(Timeout = 120_000)]
    [InlineData(Dimension.All)]
    [InlineData(Dimension.Source)]
    [InlineData(Dimension.Owner)]
    public async Task They_are_the_fold_of_those_events_whatever_came_later(Dimension dimension)
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var histories = RandomHistories.Histories.Array[Leads].Single(_ => true, "0N0XIzNsQ0O2");
        cluster.MoveTo(Cut - Duration.FromMilliseconds(1));
        await PostAsync(cluster, histories, rows => rows[..(rows.Length / 2)]);
        cluster.MoveTo(Cut + Duration.FromHours(1));
        await PostAsync(cluster, histories, rows => rows[(rows.Length / 2)..]);

        var differs = false;
        foreach (var shard in new[] { 0, 1 })
        {
            var question = Question(cluster, dimension);
            ShardSums? frozen = null;
            await FunnelCluster.UntilAsync(async () => (frozen = await Shard(cluster, shard).SumReceivedAsync(question, Cut, End)) is not null);
            var expected = await FoldAsync(cluster, shard, question);
            Text(frozen!.Cells).ShouldBe(Text(expected));
            differs |= !Text(expected).SequenceEqual(Text((await Shard(cluster, shard).SumAsync(question)).Cells));
        }

        differs.ShouldBeTrue("the late events changed nothing, so this proves nothing");
    }

    [Fact(Timeout = 120_000)]
    public async Task Every_answer_is_the_same_also_while_events_come_in_across_the_instant()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var question = Question(cluster, Dimension.All);
        cluster.MoveTo(Cut - Duration.FromMilliseconds(1));
        var answers = new List<ShardSums>();
        var posts = Enumerable.Range(0, 400).Select(i =>
        {
            if (i == 200) cluster.MoveTo(Cut);
            return cluster.PostAsync($"L-{i % 50}", ($"e{i}", new Touched("call", null, false), End - Duration.FromHours(i)));
        }).ToList();
        do
        {
            foreach (var shard in new[] { 0, 1 })
                if (await Shard(cluster, shard).SumReceivedAsync(question, Cut, End) is { } answer) answers.Add(answer);
        }
        while (posts.Exists(post => !post.IsCompleted) || answers.Count < 10);
        await Task.WhenAll(posts);
        foreach (var shard in new[] { 0, 1 })
        {
            var expected = Text(await FoldAsync(cluster, shard, question));
            foreach (var answer in answers.Where(answer => answer.Shard == shard)) Text(answer.Cells).ShouldBe(expected);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task There_is_no_answer_while_an_event_received_before_is_on_its_way_to_the_journal()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var shard = cluster.ShardOf("L-1");
        var question = Question(cluster, Dimension.All);
        cluster.MoveTo(Cut - Duration.FromMilliseconds(1));
        await using var other = new SqliteConnection($"Data Source={Path.Combine(cluster.Folder, "journal.db")}");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(other, "BEGIN IMMEDIATE");
        // The first is on its way when others pile up behind it.
        var posts = new List<Task>();
        do posts.Add(cluster.PostAsync("L-1", ($"e{posts.Count}", new Touched("call", null, false), End - Duration.FromHours(1))));
        while ((await shard.ReadStatusAsync()).Queued < 5);
        cluster.MoveTo(Cut);
        var early = await shard.SumReceivedAsync(question, Cut, End);
        await RunAsync(other, "ROLLBACK");
        await Task.WhenAll(posts);

        early.ShouldBeNull();
        Text((await shard.SumReceivedAsync(question, Cut, End))!.Cells).ShouldBe(Text(await FoldAsync(cluster, ShardId.Of("L-1", 2), question)));
    }

    [Fact(Timeout = 120_000)]
    public async Task In_the_middle_of_a_day_clocks_that_have_run_out_since_are_running_still()
    {
        await using var cluster = await FunnelCluster.StartAsync();
        var noon = FunnelCluster.Start + Duration.FromHours(2);
        cluster.MoveTo(noon - Duration.FromMilliseconds(1));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            cluster.PostAsync($"L-{i}", ("a", new StageChanged(i % 2 == 0 ? "mql" : "sal", null), FunnelCluster.Start + Duration.FromMinutes(3 * i)))));
        cluster.MoveTo(noon + Duration.FromDays(20));
        await Task.WhenAll(Enumerable.Range(30, 20).Select(i => cluster.PostAsync($"L-{i}", ("b", new Touched("call", null, false), noon + Duration.FromMinutes(i)))));
        var question = new SumQuestion(null, null, [.. Enum.GetValues<Measure>()], Dimension.All, null, Present: true, SumDays: false);
        foreach (var shard in new[] { 0, 1 })
        {
            ShardSums? then = null;
            await FunnelCluster.UntilAsync(async () => (then = await Shard(cluster, shard).SumReceivedAsync(question, noon, noon)) is not null);
            var expected = Text(await FoldAsync(cluster, shard, question, noon, noon));
            Text(then!.Cells).ShouldBe(expected);
            expected.ShouldContain(cell => cell.StartsWith("ClauseRunning", StringComparison.Ordinal));
            expected.ShouldContain(cell => cell.StartsWith("ClauseBreached", StringComparison.Ordinal));
            Text((await Shard(cluster, shard).SumAsync(question)).Cells).ShouldNotBe(expected);
        }
    }

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static SumQuestion Question(FunnelCluster cluster, Dimension dimension) => new(
        null, Tallies.Book.DayOf(End) - 1, [.. Enum.GetValues<Measure>()], dimension, null, Present: false, SumDays: false);

    private static IFunnelShardGrain Shard(FunnelCluster cluster, int number) => cluster.Grains.GetGrain<IFunnelShardGrain>(ShardId.Key("default", number));

    private static Task PostAsync(FunnelCluster cluster, JournalRow[][] histories, Func<JournalRow[], JournalRow[]> part) => Task.WhenAll(
        histories.Select((rows, i) => (Lead: $"L-{i}", Rows: part([.. rows.Where(row => row.Event.Type.IsPostable())]))).Where(lead => lead.Rows.Length > 0)
            .Select(lead => cluster.PostAsync(lead.Lead, [.. lead.Rows.Select(row => (row.Event.Id, row.Event.Data, row.Event.OccurredAt))])));

    private static Task<ImmutableArray<CellChange>> FoldAsync(FunnelCluster cluster, int shard, SumQuestion question) => FoldAsync(cluster, shard, question, Cut, End);

    private static async Task<ImmutableArray<CellChange>> FoldAsync(FunnelCluster cluster, int shard, SumQuestion question, Instant receivedBefore, Instant asOf)
    {
        var tally = new Dictionary<Cell, long>();
        foreach (var (lead, rows) in await cluster.Storage.Journal.ReadLeadPageAsync(
            new ShardKey("default", shard), null, long.MaxValue, int.MaxValue, TestContext.Current.CancellationToken))
        {
            var ledger = new LeadLedger(Tallies.Book, lead, []);
            tally.Add(ledger.Apply(0, Instant.MinValue, [.. rows.Where(row => row.Event.ReceivedAt < receivedBefore)], asOf).Changes);
        }

        return
        [
            .. tally.Where(pair => pair.Value != 0 && pair.Key.Dimension == question.Dimension
                    && (pair.Key.Day == Cell.NoDay ? question.Present : !(pair.Key.Day > question.To)))
                .Select(pair => new CellChange(pair.Key, pair.Value)),
        ];
    }

    private static IEnumerable<string> Text(IEnumerable<CellChange> cells) =>
        cells.Select(change => $"{change.Cell.Measure} {change.Cell.Day} {change.Cell.Key} {change.Cell.Value}: {change.N}").Order(StringComparer.Ordinal);
}
