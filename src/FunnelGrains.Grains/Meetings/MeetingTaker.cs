using System.Collections.Immutable;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Abstractions.Meetings;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Goals.Forecasting;
using FunnelGrains.Domain.Meetings;
using FunnelGrains.Grains.Boards;
using FunnelGrains.Grains.Time;
using NodaTime;

namespace FunnelGrains.Grains.Meetings;

/// <summary>Takes a meeting's figures as of its instant, of the events received before it.</summary>
internal sealed class MeetingTaker(AgreementBook book, IGrainFactory grains, ServerClock clock)
{
    private static readonly ImmutableArray<Measure> ClauseMeasures = [Measure.ClauseMet, Measure.ClauseBreached, Measure.ClauseRunning];
    private readonly string workspace = book.Workspace.Key;
    private readonly IFunnelShardGrain[] shards =
        [.. Enumerable.Range(0, book.Workspace.Shards).Select(n => grains.GetGrain<IFunnelShardGrain>(ShardId.Key(book.Workspace.Key, n)))];

    /// <param name="entry">The meeting.</param>
    /// <param name="waitsForForecasts">Whether to take none while a forecast is still being made.</param>
    /// <returns>Null while an event of that time may still be on its way, a clock is not judged yet, or a forecast is waited for.</returns>
    public async Task<MeetingFigures?> TakeAsync(MeetingEntry entry, bool waitsForForecasts)
    {
        var (spans, at) = (MeetingSpans.Of(entry.Kind, entry.At, book.Zone), entry.At);
        if (await GoalsAsync(at, waitsForForecasts) is not { } goals) return null;
        var reader = new FunnelReader(book, shards);
        if (await reader.ReadReceivedAsync(spans.Last.From, spans.Last.To, Dimension.Source, at) is not { } last) return null;
        if (await reader.ReadReceivedAsync(spans.Running.From, spans.Running.To, Dimension.Source, at) is not { } running) return null;
        if (await ClausesAsync(spans, at) is not { } clauses) return null;
        var breaches = await new BrokenPromises(workspace, shards, grains, clock).ReadAsync(entry.Since, at);
        return new MeetingFigures(clock.Now, book.At(at).Agreement.Version, goals, last, running, clauses, breaches);
    }

    private async Task<ImmutableArray<MeetingGoal>?> GoalsAsync(Instant at, bool waitsForForecasts)
    {
        var ids = await grains.GetGrain<IGoalBookGrain>(GoalKey.Book(workspace)).AllAsync();
        var goals = await Task.WhenAll(ids.Select(id => grains.GetGrain<ITeamGoalGrain>(GoalKey.Of(workspace, id)).ReadAsOfAsync(at)));
        if (waitsForForecasts && goals.Any(goal => goal is { Reading: { } reading, Forecast: null } && ForecastCase.Knows(reading.Definition.Metric))) return null;
        return goals.All(goal => goal.Settled) ? [.. goals.Where(goal => goal.Reading is not null).Select(Of)] : null;
    }

    private static MeetingGoal Of(GoalAsOf goal)
    {
        var foretold = goal.Last is { } last ? goal.Forecast?.Trials.FirstOrDefault(trial => trial.From == last.From) : null;
        return new MeetingGoal(
            goal.Reading!, goal.Forecast is { Range: { } range } forecast && forecast.From == goal.Reading!.From ? new MeetingForecast(forecast.AsOf, range) : null, goal.Last,
            foretold is null ? null : new MeetingForecast(foretold.At, foretold.Range));
    }

    /// <summary>The clauses in force at the meeting, and any other that has clocks in the periods, by the version that knows it.</summary>
    private async Task<ImmutableArray<MeetingClause>?> ClausesAsync(MeetingSpans spans, Instant at)
    {
        if (await CountsAsync(spans.Last, at) is not { } last || await CountsAsync(spans.Running, at) is not { } running) return null;
        var version = book.At(at);
        var keys = version.Clauses.Select(clause => clause.Clause.Key).Union(last.Keys.Concat(running.Keys).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        return
        [
            .. keys.Select(key => (Key: key, Clause: book.FindClause(key, version)?.Clause)).Select(one => new MeetingClause(
                one.Key, one.Clause?.Name ?? new LocalText(one.Key, one.Key), one.Clause?.Team ?? "", last.GetValueOrDefault(one.Key) ?? None, running.GetValueOrDefault(one.Key) ?? None)),
        ];
    }

    private static ClauseCount None { get; } = new(0, 0, 0, null);

    private async Task<Dictionary<string, ClauseCount>?> CountsAsync(GoalSpan span, Instant at)
    {
        var question = new SumQuestion(
            FrameComposer.DayOf(span.From), FrameComposer.DayOf(span.To), ClauseMeasures, Dimension.All, null, Present: false, SumDays: true);
        var sums = await Task.WhenAll(shards.Select(shard => shard.SumReceivedAsync(question, at, at)));
        if (Array.Exists(sums, shard => shard is null)) return null;
        return sums.SelectMany(shard => shard!.Cells).GroupBy(change => change.Cell.Key, StringComparer.Ordinal).ToDictionary(clause => clause.Key, Count, StringComparer.Ordinal);
    }

    private static ClauseCount Count(IEnumerable<CellChange> cells)
    {
        var sums = cells.GroupBy(change => change.Cell.Measure).ToDictionary(measure => measure.Key, measure => measure.Sum(change => change.N));
        var (met, breached) = (sums.GetValueOrDefault(Measure.ClauseMet), sums.GetValueOrDefault(Measure.ClauseBreached));
        return new ClauseCount(met, breached, sums.GetValueOrDefault(Measure.ClauseRunning), Compliance.Of(met, breached) is { } share ? decimal.Round(share, 6) : null);
    }
}
