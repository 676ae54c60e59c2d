using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Abstractions.Notices;
using FunnelGrains.Domain.Goals;

namespace FunnelGrains.Grains.Goals;

/// <summary>What writes: one at a time, and nothing is known here before it is kept.</summary>
internal sealed partial class TeamGoalGrain
{
    private INotifierGrain Notifier => GrainFactory.GetGrain<INotifierGrain>(workspace);

    private IGoalBookGrain Ids => GrainFactory.GetGrain<IGoalBookGrain>(GoalKey.Book(workspace));

    public async Task<GoalDetail?> PutAsync(GoalDefinition definition)
    {
        Turn();
        // One that waits for its next period is to run now.
        if (goal?.Definition.IsSameAs(definition) != true || clock.Now < goal.Current.Start)
        {
            if (!await HasPlaceAsync(definition)) return null;
            await Ids.NoteAsync(id);
            var now = clock.Now;
            await KeepAsync(goal?.Set(definition, now, book.Zone, closeAfter) ?? GoalRecord.New(definition, now, book.Zone));
            (value, version, told) = (null, long.MinValue, null);
            // What is reached already is no news.
            await MeasureAsync();
            if (GoalMilestone.Of(definition, value?.Actual) > 0 && Noted() is { } noted) await KeepAsync(noted);
        }

        var detail = await ReadAsync();
        Tell();
        return detail;
    }

    public async Task<GoalDetail?> PutNextAsync(GoalDefinition definition)
    {
        Turn();
        if (goal is null || !(goal.Next ?? goal.Definition).IsSameAs(definition))
        {
            if (!await HasPlaceAsync(definition)) return null;
            await Ids.NoteAsync(id);
            var now = clock.Now;
            await KeepAsync(goal?.SetNext(definition, now, book.Zone, closeAfter) ?? GoalRecord.NewNext(definition, now, book.Zone));
            told = null;
        }

        var detail = await ReadAsync();
        Tell();
        return detail;
    }

    public async Task<bool> DeleteAsync()
    {
        if (goal is null)
        {
            await Ids.ForgetAsync(id);
            return false;
        }

        await KeepAsync(null);
        (value, version, told) = (null, long.MinValue, null);
        await Ids.ForgetAsync(id);
        return true;
    }

    public async Task CloseEndedAsync()
    {
        try
        {
            while (goal?.Past.FirstOrDefault(period => period.IsToBeClosed(clock.Now)) is { } ended)
            {
                // The same question has the same answer for ever, so a crash before the write loses nothing.
                if (await measuring.FrozenAsync(ended) is not { } frozen) return;
                // Told before it is kept, so that whatever dies in between it is told again.
                if (GoalAnnouncements.Of(id, ended with { Frozen = frozen }, clock.Now) is { } announcement) await Notifier.AnnounceAsync(announcement);
                await KeepAsync(goal!.Close(ended, frozen));
            }
        }
        finally
        {
            closing = false;
        }
    }

    public async Task NoteAsync()
    {
        try
        {
            Turn();
            if (!IsToBeNoted) return;
            await KeepAsync(Noted());
            Tell();
        }
        finally
        {
            noting = false;
        }
    }

    public async Task SettleAsync()
    {
        if (goal is null) await Ids.ForgetAsync(id);
    }

    /// <summary>
    /// A filter counts leads under the value that was sent, and counts are broken down by values with a place only: one that gets its place now never went without
    /// before, since places are only ever taken.
    /// </summary>
    private async Task<bool> HasPlaceAsync(GoalDefinition definition) =>
        GoalQuestions.FilterOf(definition) is not { } filter
        || (await journal.AdmitAsync(workspace, filter.Dimension, [filter.Value], book.Workspace.DimensionValues)).Count > 0;

    private async Task KeepAsync(GoalRecord? next)
    {
        try
        {
            if (next is null)
            {
                await state.ClearStateAsync();
            }
            else
            {
                state.State = TeamGoalState.Of(next);
                await state.WriteStateAsync();
            }
        }
        catch
        {
            // Whether it is kept is unknown: the next activation reads it.
            DeactivateOnIdle();
            throw;
        }

        goal = next;
        Turn();
    }
}
