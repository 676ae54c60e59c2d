using System.Collections.Immutable;
using FunnelGrains.Abstractions.Leads;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Storage.Archive;
using FunnelGrains.Storage.ReadModel;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

internal sealed partial class ShardEngine
{
    private const int Listed = 12;
    private readonly Announcements announced = new();
    private long told;

    /// <summary>How the shard is.</summary>
    public ShardStatus Status() => new(accepting, claim, countedSeq, savedSeq, waitingEvents, quarantined);

    /// <summary>All that boards and goals show, when all is counted.</summary>
    /// <exception cref="ShardGoneException">The shard gave up meanwhile.</exception>
    public async Task<ShardPartial> ReadPartialAsync()
    {
        await recovered.Task;
        return Partial();
    }

    private ShardPartial Partial() => new(
        shard.Number, claim, countedSeq, told, null, tally.Recent(), deadlines.NextClocks(Listed), breaches.Latest(Listed), [], clock.Now,
        announced.Lately(clock.Now), announced.WarnedLately(clock.Now));

    /// <summary>The lead; null when it is unknown.</summary>
    /// <exception cref="ShardGoneException">The shard gave up meanwhile.</exception>
    /// <exception cref="ArchiveUnavailableException">Archived rows of it cannot be read; the log says so too.</exception>
    public async Task<LeadDetail?> ReadLeadAsync(string lead)
    {
        await recovered.Task;
        if (residents.Find(lead) is null && !filter.MayContain(lead)) return null;
        var grain = grainOf(lead);
        try
        {
            return await grain.ReadUnderAsync(book.Version, countedSeq, asOf);
        }
        catch (ArchiveUnavailableException unreadable)
        {
            // Who asked is only told to come again.
            LogUnreadable(logger, unreadable, shard.ToString());
            throw;
        }
        finally
        {
            // Who is only looked at is not kept: nobody else would let it go.
            if (residents.Find(lead) is null) grain.ReleaseAsync().Ignore();
        }
    }

    /// <summary>Sums of what is saved and what is not, both at one counted sequence number.</summary>
    public async Task<ShardSums> SumAsync(SumQuestion question) => (await SumJudgedAsync(QueryOf(question))).Sums;

    /// <summary>Likewise, with the instant up to which clocks were judged then, and the agreement by which.</summary>
    private async Task<(ShardSums Sums, Instant UpTo, AgreementBook By)> SumJudgedAsync(CellQuery query)
    {
        var (seq, upTo, by, stored, unsaved) = await ReadCellsAsync(() => readModel.ReadCellsAsync(shard, query, ended.Token), cell => Matches(query, cell));
        var sums = new Dictionary<Cell, long>();
        Sum(sums, stored, query);
        Sum(sums, unsaved, query);
        return (new ShardSums(shard.Number, claim, seq, Changes(sums)), upTo, by);
    }

    /// <summary>Cells as saved and what is not saved yet, both at one counted sequence number, with the instant up to which clocks were judged then.</summary>
    /// <exception cref="ShardGoneException">The shard gave up meanwhile.</exception>
    private async Task<(long Seq, Instant UpTo, AgreementBook By, IReadOnlyList<CellChange> Stored, IEnumerable<CellChange> Unsaved)> ReadCellsAsync(
        Func<Task<CellSums>> read, Func<Cell, bool> matches)
    {
        await recovered.Task;
        while (true)
        {
            if (ended.IsCancellationRequested) throw new ShardGoneException(shard.ToString());
            var (seq, upTo, by, saved, saving) = (countedSeq, asOf, book, savedSeq, savingSeq);
            var (carried, fresh) = tally.Unsaved(matches);
            var stored = await read();
            if (stored.Seq == saved) return (seq, upTo, by, stored.Cells, [.. carried ?? [], .. fresh]);
            if (stored.Seq == saving) return (seq, upTo, by, stored.Cells, fresh);
            // Saved more than once meanwhile: again. If it was not this activation, another one owns the shard.
            if (savedSeq == saved && savingSeq == saving) Abandon(new InvalidOperationException($"another activation saved {shard} through {stored.Seq}"));
        }
    }

    private async Task TellLoopAsync()
    {
        using var stop = ended.Token.Register(changed.Set);
        news.Tell(Partial());
        // However long the replay took.
        if (announced.AreUntold) TellChanges();
        while (!ended.IsCancellationRequested)
        {
            await changed.WaitAsync(options.PartialHeartbeat, clock.Provider, ended.Token);
            if (ended.IsCancellationRequested) return;
            TurnDay();
            TellChanges();
            await Task.Delay(options.PartialInterval, clock.Provider, ended.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private void TellChanges()
    {
        var celebrated = wins.ToImmutableArray();
        wins.Clear();
        using (Tracing.Begin("shard tell", untold))
            news.Tell(new ShardPartial(
                shard.Number, claim, countedSeq, told + 1, told, tally.TakeChangedRecent(), deadlines.NextClocks(Listed), breaches.Latest(Listed), celebrated, clock.Now,
                announced.TakeUntold(), announced.TakeUntoldWarnings()));
        untold = default;
        told++;
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

    [LoggerMessage(LogLevel.Information, "Shard {Shard} opened as {Claim}, counted through {Counted}; claimed in {Claiming} ms, {Replayed} rows counted again, open after {Opening} ms")]
    private static partial void LogOpened(ILogger logger, string shard, long claim, long counted, long claiming, long replayed, long opening);

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} ({Claim}, counted through {Counted}) gives up and will be read again")]
    private static partial void LogAbandoned(ILogger logger, Exception why, string shard, long claim, long counted);

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} was counted with the time zones of {Stored}, this program has those of {Known}; all is counted anew")]
    private static partial void LogOtherZones(ILogger logger, string shard, string stored, string known);

    [LoggerMessage(LogLevel.Warning, "Shard {Shard}: the counts go through {Counted}, the journal ends at {Last}; all is counted anew")]
    private static partial void LogReset(ILogger logger, string shard, long counted, long last);

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} could not save (saved {Saved}, counted {Counted}); it tries again")]
    private static partial void LogNotSaved(ILogger logger, Exception why, string shard, long saved, long counted);
}
