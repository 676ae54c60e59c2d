using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Domain.Goals.Forecasting;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using FunnelGrains.Storage.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FunnelGrains.Grains.Goals;

/// <summary>
/// One goal. What is set and what is closed is kept; the live value comes from the funnel, or is asked for again. Only the methods that write wait for each
/// other; readings and news pass between.
/// </summary>
internal sealed partial class TeamGoalGrain(
    [PersistentState("teamgoal", "grains")] IPersistentState<TeamGoalState> state, AgreementBooks books, ServerClock clock, IJournal journal,
    IOptions<GoalOptions> options, ILogger<TeamGoalGrain> logger) : Grain, ITeamGoalGrain
{
    private const int PastShown = 12;
    private readonly Duration closeAfter = Duration.FromTimeSpan(options.Value.CloseAfter);
    private AgreementBook book = null!;
    private GoalMeasuring measuring = null!;
    private string workspace = "";
    private string id = "";
    private GoalRecord? goal;
    private GoalValue? value;
    private long version = long.MinValue;
    private GoalReading? told;
    private bool asking;
    private bool closing;
    private bool noting;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (workspace, id) = GoalKey.Parse(this.GetPrimaryKeyString());
        book = await books.FindAsync(workspace, cancellationToken) ?? throw new InvalidOperationException($"there is no workspace {workspace}");
        measuring = new GoalMeasuring(
            [.. Enumerable.Range(0, book.Workspace.Shards).Select(n => GrainFactory.GetGrain<IFunnelShardGrain>(ShardId.Key(workspace, n)))]);
        goal = state.State.ToGoal(book.Zone);
    }

    public async Task<GoalDetail?> ReadAsync()
    {
        Turn();
        if (goal is null)
        {
            this.AsReference<ITeamGoalGrain>().SettleAsync().Ignore();
            return null;
        }

        await MeasureAsync();
        if (goal is not { } asked) return null;
        var past = asked.Past.Reverse().Take(PastShown).ToList();
        var now = past.Count == 0 ? [] : await measuring.NowAsync(past);
        var forecast = await ForecastAsync(asked.Definition);
        return goal is not { } current || Reading() is not { } reading ? null : new GoalDetail(
            reading, [.. past.Select((period, i) => GoalReadings.Of(period, now[i]))], forecast?.From == reading.From ? forecast : null, current.Milestones,
            current.Turns, current.Next);
    }

    public async Task TellAsync(GoalNews? news)
    {
        Turn();
        if (goal is not { } current)
        {
            this.AsReference<ITeamGoalGrain>().SettleAsync().Ignore();
            return;
        }

        if (news is null)
        {
            if (asking) return;
            asking = true;
            try
            {
                await MeasureAsync();
            }
            finally
            {
                asking = false;
            }

            told = null;
        }
        else if (news.From == current.Current.From && news.Definition.IsSameAs(current.Definition))
        {
            Learn(news.Value, news.Version);
        }

        Tell();
        if (!noting && IsToBeNoted)
        {
            noting = true;
            this.AsReference<ITeamGoalGrain>().NoteAsync().Ignore();
        }

        if (closing || goal?.Past.Any(period => period.IsToBeClosed(clock.Now)) != true) return;
        closing = true;
        this.AsReference<ITeamGoalGrain>().CloseEndedAsync().Ignore();
    }

    /// <summary>The forecast; a goal is read without one where it cannot be had.</summary>
    private async Task<ForecastReading?> ForecastAsync(GoalDefinition definition)
    {
        if (!ForecastCase.Knows(definition.Metric)) return null;
        try
        {
            return await GrainFactory.GetGrain<IForecastGrain>(GoalKey.Forecast(workspace)).ReadAsync(definition);
        }
        catch (Exception unreachable)
        {
            LogNoForecast(logger, unreachable, workspace);
            return null;
        }
    }

    /// <summary>Periods that ended are past; the new one begins without a value.</summary>
    private void Turn()
    {
        // Versions of the agreement come.
        book = books.Known(workspace) ?? book;
        var turned = goal?.Turn(clock.Now, book.Zone, closeAfter);
        if (turned?.Current != goal?.Current) (value, version) = (null, long.MinValue);
        goal = turned;
    }

    /// <summary>Asks the shards; what they answer is passed over when the goal was changed or turned meanwhile.</summary>
    private async Task MeasureAsync()
    {
        if (goal is not { } asked) return;
        var (measured, ofVersion) = await measuring.NowAsync(asked.Definition, asked.Current);
        if (goal?.Current == asked.Current && goal.Definition == asked.Definition) Learn(measured, ofVersion);
    }

    private void Learn(GoalValue measured, long ofVersion)
    {
        if (ofVersion >= version) (value, version) = (measured, ofVersion);
    }

    private GoalReading? Reading()
    {
        Turn();
        return goal is null ? null : GoalReadings.Of(id, goal, value, book, options.Value.Thresholds, clock.Now);
    }

    private GoalRecord? Noted() => goal is null || value is null ? goal : goal.Note(value.Actual, Reading()!.Status, clock.Now);

    private bool IsToBeNoted => Noted() != goal;

    private void Tell()
    {
        if (Reading() is not { } reading || reading == told) return;
        told = reading;
        GrainFactory.GetGrain<IFunnelGrain>(workspace).TellGoalAsync(reading).Ignore();
    }

    [LoggerMessage(LogLevel.Warning, "A goal of {Workspace} is read without its forecast")]
    private static partial void LogNoForecast(ILogger logger, Exception why, string workspace);
}
