using System.Text;

namespace FunnelGrains.Cli.Tests.Commands;

/// <summary>What a process has written so far, and a wait for what it is to write.</summary>
internal sealed class WrittenText
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Lock gate = new();
    private readonly StringBuilder written = new();
    private readonly List<(Func<string, bool> Met, TaskCompletionSource<string> Waiter)> waiters = [];
    private bool ended;

    public string Text
    {
        get
        {
            lock (gate)
                return written.ToString();
        }
    }

    /// <summary>Completes with all the text as soon as it holds what is asked for.</summary>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public Task<string> UntilAsync(string part) => UntilAsync(text => text.Contains(part, StringComparison.Ordinal), part);

    /// <inheritdoc cref="UntilAsync(string)"/>
    public async Task<string> UntilAsync(Func<string, bool> met, string what)
    {
        var waiter = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (met(written.ToString()))
                return written.ToString();
            if (ended)
                throw new TimeoutException($"It ended without '{what}':\n{written}");
            waiters.Add((met, waiter));
        }
        try
        {
            return await waiter.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"'{what}' did not come:\n{Text}");
        }
    }

    public async Task ReadAsync(StreamReader from)
    {
        var buffer = new char[4096];
        while (await from.ReadAsync(buffer) is var read and > 0)
            Add(buffer.AsSpan(0, read));
        lock (gate)
        {
            ended = true;
            foreach (var (_, waiter) in waiters)
                waiter.TrySetException(new TimeoutException($"It ended without what was waited for:\n{written}"));
        }
    }

    private void Add(ReadOnlySpan<char> more)
    {
        lock (gate)
        {
            written.Append(more);
            var text = written.ToString();
            waiters.RemoveAll(waiting => waiting.Met(text) && waiting.Waiter.TrySetResult(text));
        }
    }
}
