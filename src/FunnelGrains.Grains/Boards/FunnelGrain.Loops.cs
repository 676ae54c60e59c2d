using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Grains.Time;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace FunnelGrains.Grains.Boards;

/// <summary>What a workspace's totals do by themselves: frames, goals and sources, each in a loop of its own that outlives every failure.</summary>
internal sealed partial class FunnelGrain
{
    // Three times a shard's heartbeat.
    private static readonly Duration Silence = Duration.FromSeconds(15);

    /// <summary>Tells every goal that time passed, and at once when the set of goals changed; goals whose value moved are told with the frames.</summary>
    private async Task GoalLoopAsync()
    {
        Tracing.Leave();
        using var stop = ended.Token.Register(goalsChanged.Set);
        while (!ended.IsCancellationRequested)
        {
            try
            {
                var ids = await GrainFactory.GetGrain<IGoalBookGrain>(GoalKey.Book(Book.Workspace.Key)).AllAsync();
                if (goals.TellAll(ids, totals, clock.Now)) changed.Set();
            }
            catch (Exception unreachable) when (!ended.IsCancellationRequested)
            {
                LogGoalsUnreachable(logger, unreachable, Book.Workspace.Key);
            }

            await goalsChanged.WaitAsync(options.Value.GoalInterval, clock.Provider, ended.Token);
        }
    }

    /// <summary>Reads the sources anew while somebody looks and counts move. They are read off the stored counts, and not with each frame.</summary>
    private async Task SourceLoopAsync()
    {
        Tracing.Leave();
        using var stop = ended.Token.Register(looked.Set);
        (string Epoch, long Version, LocalDate Day) read = default;
        while (!ended.IsCancellationRequested)
        {
            // Observers renew every 2 s: whoever looks is heard of soon, and nobody is read for who does not.
            await looked.WaitAsync(null, clock.Provider, ended.Token);
            var today = clock.Now.InZone(Book.Zone).Date;
            if (ended.IsCancellationRequested || !totals.Complete || read == (totals.Epoch, totals.Version, today)) continue;
            read = (totals.Epoch, totals.Version, today);
            try
            {
                sources = await new SourceReader(shards).ReadAsync(today);
                changed.Set();
            }
            catch (Exception unreachable) when (!ended.IsCancellationRequested)
            {
                read = default;
                LogSourcesUnreachable(logger, unreachable, Book.Workspace.Key);
            }

            await Task.Delay(options.Value.SourceInterval, clock.Provider, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task FrameLoopAsync()
    {
        Tracing.Leave();
        using var stop = ended.Token.Register(changed.Set);
        while (!ended.IsCancellationRequested)
        {
            await changed.WaitAsync(options.Value.FrameHeartbeat, clock.Provider, ended.Token);
            if (ended.IsCancellationRequested) return;
            try
            {
                // One that recovered and died before its first word, or that is to be woken.
                foreach (var shard in totals.SilentSince(clock.Now - Silence)) AskAsync(shard).Ignore();
                totals.Forget(Book.DayOf(clock.Now) - shardOptions.Value.RecentDays);
                goals.TellChanged(totals, clock.Now);
                revision++;
                using var span = Tracing.Begin("board frame", unframed);
                unframed = default;
                var frame = Frame();
                if (totals.Complete) observers.Tell(observer => observer.FrameChangedAsync(frame), clock.Now);
            }
            catch (Exception failed)
            {
                LogFrameFailed(logger, failed, Book.Workspace.Key);
            }

            await Task.Delay(options.Value.FrameInterval, clock.Provider, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    [LoggerMessage(LogLevel.Error, "A frame of {Workspace} could not be made; the next change tries again")]
    private static partial void LogFrameFailed(ILogger logger, Exception why, string workspace);

    [LoggerMessage(LogLevel.Warning, "The goals of {Workspace} could not be told; the next round tries again")]
    private static partial void LogGoalsUnreachable(ILogger logger, Exception why, string workspace);

    [LoggerMessage(LogLevel.Warning, "The sources of {Workspace} could not be read; boards keep those of before")]
    private static partial void LogSourcesUnreachable(ILogger logger, Exception why, string workspace);
}
