using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using FunnelGrains.Abstractions.Ingest;
using NodaTime;

namespace FunnelGrains.Grains.Shards;

/// <summary>One caller's events on their way; answered when each has its outcome.</summary>
internal sealed class PostCall(string origin, ImmutableArray<IncomingEvent> events, Instant arrivedAt, TimeSpan retryAfter)
{
    private readonly EventOutcome[] outcomes = new EventOutcome[events.Length];
    private readonly TaskCompletionSource<PostAnswer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool[] settled = new bool[events.Length];
    private int open = events.Length;
    private bool again;
    private bool overloaded;

    public string Origin { get; } = origin;

    public ImmutableArray<IncomingEvent> Events { get; } = events;

    /// <summary>When it joined the queue.</summary>
    public Instant ArrivedAt { get; } = arrivedAt;

    /// <summary>The trace it belongs to; default when it is not traced.</summary>
    public ActivityContext Trace { get; } = Tracing.Here;

    public Task<PostAnswer> Answer => answer.Task;

    public void Settle(int index, EventOutcome outcome)
    {
        if (settled[index]) return;
        settled[index] = true;
        outcomes[index] = outcome;
        again |= outcome.Status == OutcomeStatus.Retry;
        if (--open == 0) answer.SetResult(new PostAnswer(ImmutableCollectionsMarshal.AsImmutableArray(outcomes), again ? retryAfter : null, overloaded));
    }

    /// <summary>Whatever is not settled is to be sent again.</summary>
    /// <param name="full">Because too many wait.</param>
    public void Abandon(bool full = false)
    {
        overloaded = full;
        for (var i = 0; i < outcomes.Length; i++) Settle(i, new EventOutcome(OutcomeStatus.Retry));
    }
}
