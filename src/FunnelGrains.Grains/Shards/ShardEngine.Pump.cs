using System.Collections.Immutable;
using FunnelGrains.Abstractions.Ingest;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

internal sealed partial class ShardEngine
{
    private readonly List<ShardBatch> appended = [];
    private readonly HashSet<PostCall> active = [];

    /// <summary>Takes events; answered when each is durable and counted.</summary>
    public async Task<PostAnswer> PostAsync(string origin, ImmutableArray<IncomingEvent> events)
    {
        var call = new PostCall(origin, events, clock.Now, options.RetryAfter);
        if (events.IsEmpty) return new PostAnswer([], null);
        if (!(accepting || OpensSoon) || waitingEvents + events.Length > options.QueueLimit)
        {
            call.Abandon(full: accepting);
            return await call.Answer;
        }

        if (events.Any(NamesUnknownStage)) toHear = true;
        active.Add(call);
        waiting.Enqueue(call);
        waitingEvents += events.Length;
        ShardMetrics.Queued.Add(events.Length);
        work.Set();
        var answer = await call.Answer;
        active.Remove(call);
        return answer;
    }

    /// <summary>Whether it is about to open: events of a shard that changes its silo wait here, not at their sender, who would come back late.</summary>
    private bool OpensSoon => !ended.IsCancellationRequested && !recovered.Task.IsCompleted && clock.Provider.GetElapsedTime(openingAt) < options.OpeningPatience;

    /// <summary>
    /// One append at a time; while a batch is counted, the next is appended. Clocks are judged up to the instant before which all calls that came are counted:
    /// a touch that waits in the queue is no broken promise.
    /// </summary>
    private async Task PumpAsync()
    {
        var counting = Task.CompletedTask;
        while (!ended.IsCancellationRequested)
        {
            if (toHear) await HearNewestAsync();
            if (ended.IsCancellationRequested) return;
            if (newer is { } agreement)
            {
                await counting;
                counting = Task.CompletedTask;
                await TurnToAsync(agreement);
                continue;
            }

            if (waiting.Count == 0 && own.Waiting == 0)
            {
                await counting;
                if (waiting.Count > 0 || own.Waiting > 0 || newer is not null) continue;
                if (IsTimeUp()) counting = CountAsync(new ShardBatch { LastSeq = lastSeq }, Instant.Max(asOf, clock.Now));
                else await work.WaitAsync(UntilNext(), clock.Provider, ended.Token);
                continue;
            }

            var calls = TakeWaiting();
            var upTo = waiting.TryPeek(out var next) ? next.ArrivedAt : clock.Now;
            takingSince = calls.Count > 0 ? calls[0].ArrivedAt : clock.Now;
            var batch = await intake.TakeAsync(calls, own.Take(options.BatchLimit), lastSeq);
            if (ended.IsCancellationRequested) return;
            appended.Add(batch);
            takingSince = null;
            if (batch.Rows.Count > 0)
            {
                batch.Traced = TracedOf(calls);
                var began = clock.Provider.GetTimestamp();
                await journal.AppendAsync(shard, batch.Rows, marksDirty: !markedDirty);
                markedDirty = true;
                lastSeq = batch.LastSeq;
                Tracing.Done("shard append", batch.Traced, clock.Provider.GetElapsedTime(began), batch.Rows.Count);
            }

            await counting;
            counting = CountAsync(batch, Instant.Max(asOf, upTo));
        }

        await counting;
    }

    private List<PostCall> TakeWaiting()
    {
        var (calls, before) = (new List<PostCall>(), waitingEvents);
        for (var events = 0; waiting.TryPeek(out var call) && (calls.Count == 0 || events + call.Events.Length <= options.BatchLimit);)
        {
            calls.Add(waiting.Dequeue());
            events += call.Events.Length;
            waitingEvents -= call.Events.Length;
        }

        ShardMetrics.Queued.Add(waitingEvents - before);
        return calls;
    }

    private static TracedCalls TracedOf(List<PostCall> calls)
    {
        var traced = default(TracedCalls);
        foreach (var call in calls) traced.Add(call.Trace);
        return traced;
    }

    private bool IsTimeUp() => Next is { } next && next < clock.Now;

    /// <summary>When leads must be judged next: their own instants, and those at which a version of the agreement takes open clocks.</summary>
    private Instant? Next => (deadlines.Next, moves.Count) switch
    {
        ({ } due, > 0) => Instant.Min(due, moves.Min),
        (null, > 0) => moves.Min,
        var (due, _) => due,
    };

    private TimeSpan? UntilNext() => Next is { } next ? Instant.Max(Instant.MinValue, next) - clock.Now is var left && left > Duration.Zero
        ? left.ToTimeSpan()
        : TimeSpan.FromMilliseconds(1) : null;
}
