using FunnelGrains.Abstractions.Boards;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Goals;
using FunnelGrains.Grains.Time;
using FunnelGrains.Grains.Workspaces;
using NodaTime;

namespace FunnelGrains.Grains.Goals;

/// <summary>One goal: its definition is kept, its live value comes from the funnel and is asked for again after a restart.</summary>
internal sealed class TeamGoalGrain(
    [PersistentState("teamgoal", "grains")] IPersistentState<TeamGoalState> state, AgreementBooks books, ServerClock clock) : Grain, ITeamGoalGrain
{
    private AgreementBook book = null!;
    private string workspace = "";
    private string id = "";
    private decimal? actual;
    private long version = long.MinValue;
    private GoalReading? told;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        (workspace, id) = (key[..slash], key[(slash + 1)..]);
        book = await books.FindAsync(workspace, cancellationToken) ?? throw new InvalidOperationException($"there is no workspace {workspace}");
    }

    public async Task<GoalReading> PutAsync(GoalDefinition definition)
    {
        state.State.Definition = definition;
        await state.WriteStateAsync();
        (actual, version, told) = (null, long.MinValue, null);
        await GrainFactory.GetGrain<IGoalBookGrain>(workspace).NoteAsync(id, definition);
        return Reading(definition);
    }

    public async Task<bool> DeleteAsync()
    {
        if (state.State.Definition is null) return false;
        await state.ClearStateAsync();
        await GrainFactory.GetGrain<IGoalBookGrain>(workspace).NoteAsync(id, null);
        return true;
    }

    public Task<GoalReading?> ReadAsync() => Task.FromResult(state.State.Definition is { } definition ? Reading(definition) : null);

    public Task ActualAsync(decimal? value, long ofVersion)
    {
        if (state.State.Definition is not { } definition || ofVersion < version) return Task.CompletedTask;
        (actual, version) = (value, ofVersion);
        var reading = Reading(definition);
        if (reading == told) return Task.CompletedTask;
        told = reading;
        GrainFactory.GetGrain<IFunnelGrain>(workspace).TellGoalAsync(reading).Ignore();
        return Task.CompletedTask;
    }

    private GoalReading Reading(GoalDefinition definition)
    {
        var now = clock.Now;
        var (from, to) = GoalPace.PeriodOf(definition.Period, now.InZone(book.Zone).Date);
        var pace = GoalPace.Of(definition, actual, from, to, now, book.Zone, book.Latest.CalendarOf(definition.Team));
        return new GoalReading(
            id, definition, GoalLabels.Of(definition, book), from, to, actual, Round(pace.Expected), Round(pace.Pace), Round(pace.Projection),
            Round(pace.PerDayLeft), pace.DaysLeft, System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(pace.Status.ToString()));
    }

    private static decimal? Round(decimal? value) => value is { } number ? decimal.Round(number, 4) : null;
}
