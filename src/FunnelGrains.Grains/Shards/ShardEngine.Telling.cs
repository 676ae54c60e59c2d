using System.Collections.Immutable;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Storage.ReadModel;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

internal sealed partial class ShardEngine
{
    private const int Listed = 12;
    private long toldSeq = -1;

    /// <summary>How the shard is.</summary>
    public ShardStatus Status() => new(accepting, claim, countedSeq, savedSeq, waitingEvents, quarantined);

    /// <summary>All that boards and goals show.</summary>
    public ShardPartial Partial() => new(
        shard.Number, claim, countedSeq, null, tally.Recent(), deadlines.NextClocks(Listed), breaches.Latest(Listed), [], clock.Now);

    /// <summary>The lead; null when it is unknown.</summary>
    public async Task<LeadDetail?> ReadLeadAsync(string lead) =>
        accepting && residents.Find(lead) is null && !filter.MayContain(lead) ? null : await grainOf(lead).ReadAsync(countedSeq, asOf);

    /// <summary>Sums of what is saved and what is not, both at one counted sequence number.</summary>
    public async Task<ShardSums> SumAsync(SumQuestion question) => (await SumJudgedAsync(QueryOf(question))).Sums;

    /// <summary>Likewise, with the instant up to which clocks were judged then.</summary>
    private async Task<(ShardSums Sums, Instant UpTo)> SumJudgedAsync(CellQuery query)
    {
        while (true)
        {
            var (seq, upTo, saved, saving) = (countedSeq, asOf, savedSeq, savingSeq);
            var (carried, fresh) = tally.Unsaved(cell => Matches(query, cell));
            var stored = await readModel.ReadCellsAsync(shard, query, ended.Token);
            if (stored.Seq != saved && stored.Seq != saving) continue;
            var sums = new Dictionary<Cell, long>();
            Sum(sums, stored.Cells, query);
            if (carried is not null && stored.Seq == saved) Sum(sums, carried, query);
            Sum(sums, fresh, query);
            return (new ShardSums(shard.Number, claim, seq, Changes(sums)), upTo);
        }
    }

    private async Task TellLoopAsync()
    {
        using var stop = ended.Token.Register(changed.Set);
        news.Tell(Partial());
        toldSeq = countedSeq;
        while (!ended.IsCancellationRequested)
        {
            await changed.WaitAsync(options.PartialHeartbeat, clock.Provider, ended.Token);
            if (ended.IsCancellationRequested) return;
            TurnDay();
            var told = wins.ToImmutableArray();
            wins.Clear();
            news.Tell(new ShardPartial(
                shard.Number, claim, countedSeq, toldSeq, tally.TakeChangedRecent(), deadlines.NextClocks(Listed), breaches.Latest(Listed), told, clock.Now));
            toldSeq = countedSeq;
            await Task.Delay(options.PartialInterval, clock.Provider, ended.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private void TurnDay()
    {
        var from = book.DayOf(clock.Now) - options.RecentDays;
        if (from > tally.RecentFrom) tally.Forget(from);
    }

    private static void Sum(Dictionary<Cell, long> sums, IEnumerable<CellChange> cells, CellQuery query)
    {
        foreach (var (cell, n) in cells)
        {
            var at = query.SumDays ? cell with { Day = Cell.NoDay } : cell;
            sums[at] = sums.GetValueOrDefault(at) + n;
        }
    }

    private static ImmutableArray<CellChange> Changes(Dictionary<Cell, long> sums) =>
        [.. sums.Where(pair => pair.Value != 0).Select(pair => new CellChange(pair.Key, pair.Value))];

    private static CellQuery QueryOf(SumQuestion question) =>
        new(question.From, question.To, question.Measures, question.Dimension, question.Value, question.Present, question.SumDays);

    private static bool Matches(CellQuery query, in Cell cell) =>
        cell.Dimension == query.Dimension
        && (query.Value is null || cell.Value == query.Value)
        && (query.Measures.IsDefaultOrEmpty || query.Measures.Contains(cell.Measure))
        && (cell.Day == Cell.NoDay ? query.Present : !(cell.Day < query.From) && !(cell.Day > query.To));

    [LoggerMessage(LogLevel.Information, "Shard {Shard} opened as {Claim}, counted through {Counted}")]
    private static partial void LogOpened(ILogger logger, string shard, long claim, long counted);

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} ({Claim}, counted through {Counted}) gives up and will be read again")]
    private static partial void LogAbandoned(ILogger logger, Exception why, string shard, long claim, long counted);

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} could not save (saved {Saved}, counted {Counted}); it tries again")]
    private static partial void LogNotSaved(ILogger logger, Exception why, string shard, long saved, long counted);
}
