using System.Collections.Concurrent;

namespace FunnelGrains.Grains.Tests.Shards.Simulation;

/// <summary>One thread, one turn at a time, as an activation has it: what is posted here runs when the test says so, and nothing else does.</summary>
internal sealed class Turns : SynchronizationContext
{
    private const int MostTurns = 100_000;
    private readonly BlockingCollection<(SendOrPostCallback Turn, object? State)> posted = [];

    public override void Post(SendOrPostCallback d, object? state) => posted.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    /// <summary>Runs something as a turn of its own.</summary>
    public T Run<T>(Func<T> turn)
    {
        var outside = Current;
        SetSynchronizationContext(this);
        try
        {
            return turn();
        }
        finally
        {
            SetSynchronizationContext(outside);
        }
    }

    /// <summary>Runs turns until none is left.</summary>
    public void RunAll()
    {
        for (var turns = 0; posted.TryTake(out var next); turns++)
        {
            if (turns == MostTurns) throw new TimeoutException("turns follow turns without an end");
            RunOne(next);
        }
    }

    /// <summary>Waits for a turn that another thread is to post, and runs it.</summary>
    public void WaitForOne()
    {
        if (!posted.TryTake(out var next, TimeSpan.FromSeconds(30))) throw new TimeoutException("nothing runs any more");
        RunOne(next);
    }

    private void RunOne((SendOrPostCallback Turn, object? State) next) => Run(() =>
    {
        next.Turn(next.State);
        return 0;
    });
}
