using System.Collections.Immutable;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Goals;
using NodaTime;

namespace FunnelGrains.Grains.Goals;

/// <summary>Asks a workspace's shards for what goals measure.</summary>
internal sealed class GoalMeasuring(IReadOnlyList<IFunnelShardGrain> shards)
{
    /// <summary>The value of a period now, and the funnel's version it belongs to.</summary>
    public async Task<(GoalValue Value, long Version)> NowAsync(GoalDefinition goal, GoalSpan span)
    {
        var sums = await AskAsync(GoalQuestions.Of(goal, span, span));
        return (GoalValue.Of(goal, sums.SelectMany(shard => shard.Cells)), sums.Sum(shard => shard.CountedSeq));
    }

    /// <summary>The values of past periods now, in their order; those that measure the same share a question.</summary>
    public async Task<GoalValue[]> NowAsync(IReadOnlyList<GoalPast> past)
    {
        var values = new GoalValue[past.Count];
        foreach (var alike in Enumerable.Range(0, past.Count).GroupBy(i => GoalQuestions.MeasuredBy(past[i].Definition), StringComparer.Ordinal))
        {
            var (first, last) = (past[alike.MinBy(i => past[i].Span.Start)], past[alike.MaxBy(i => past[i].Span.End)]);
            var sums = await AskAsync(GoalQuestions.Of(first.Definition, first.Span, last.Span, sumDays: false));
            var cells = sums.SelectMany(shard => shard.Cells).ToLookup(change => change.Cell.Day);
            foreach (var i in alike) values[i] = GoalValue.Of(past[i].Definition, DaysOf(past[i].Span).SelectMany(day => cells[day]));
        }

        return values;
    }

    /// <summary>The value of a period up to each of its days, in their order.</summary>
    public async Task<IReadOnlyList<GoalValue>> ByDayAsync(GoalDefinition goal, GoalSpan span)
    {
        var sums = await AskAsync(GoalQuestions.Of(goal, span, span, sumDays: false));
        var cells = sums.SelectMany(shard => shard.Cells).ToLookup(change => change.Cell.Day);
        var (until, values) = (new List<CellChange>(), new List<GoalValue>());
        foreach (var day in DaysOf(span))
        {
            until.AddRange(cells[day]);
            values.Add(GoalValue.Of(goal, until));
        }

        return values;
    }

    /// <summary>The value to be frozen: of the events received before the close, as of the period's end; null while a shard cannot say it yet.</summary>
    public Task<GoalValue?> FrozenAsync(GoalPast past) => ReceivedAsync(past.Definition, past.Span, past.ClosesAt, past.Span.End);

    /// <summary>The value of a period as the events received before an instant make it, clocks judged as of another; null while a shard cannot say it yet.</summary>
    public async Task<GoalValue?> ReceivedAsync(GoalDefinition goal, GoalSpan span, Instant receivedBefore, Instant asOf)
    {
        var question = GoalQuestions.Of(goal, span, span);
        var sums = await Task.WhenAll(shards.Select(shard => shard.SumReceivedAsync(question, receivedBefore, asOf)));
        var cells = new List<CellChange>();
        foreach (var shard in sums)
        {
            if (shard is null) return null;
            cells.AddRange(shard.Cells);
        }

        return GoalValue.Of(goal, cells);
    }

    private Task<ShardSums[]> AskAsync(SumQuestion question) => Task.WhenAll(shards.Select(shard => shard.SumAsync(question)));

    private static IEnumerable<int> DaysOf(GoalSpan span)
    {
        var first = Boards.FrameComposer.DayOf(span.From);
        return Enumerable.Range(first, Boards.FrameComposer.DayOf(span.To) - first + 1);
    }
}
