using System.Diagnostics;

namespace FunnelGrains.Testing.Processes;

/// <summary>The lines a process writes, as they come. Safe to read from any thread.</summary>
public sealed class ProcessOutput
{
    private readonly Lock gate = new();
    private readonly List<string> output = [];
    private readonly List<string> errors = [];
    private readonly List<Waiter> waiters = [];

    /// <summary>Standard output so far.</summary>
    public IReadOnlyList<string> Output => Copy(output);

    /// <summary>Standard error so far.</summary>
    public IReadOnlyList<string> Errors => Copy(errors);

    /// <summary>Completes with the first line of standard output, past or to come, for which the choice gives a value.</summary>
    public Task<T> FirstAsync<T>(Func<string, T?> choose)
        where T : class
    {
        var found = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        bool Take(string line) => choose(line) is { } value && found.TrySetResult(value);
        lock (gate)
        {
            if (!output.Any(Take))
            {
                waiters.Add(new(Take));
            }
        }
        return found.Task;
    }

    internal void Follow(Process process)
    {
        process.OutputDataReceived += (_, line) => Add(output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All of it, for the message of a failing test.</summary>
    public override string ToString() => string.Join('\n', [.. Output, "(standard error:)", .. Errors]);

    private void Add(List<string> lines, string? line)
    {
        if (line is null)
        {
            return;
        }
        lock (gate)
        {
            lines.Add(line);
            if (ReferenceEquals(lines, output))
            {
                waiters.RemoveAll(waiter => waiter.Take(line));
            }
        }
    }

    private string[] Copy(List<string> lines)
    {
        lock (gate)
        {
            return [.. lines];
        }
    }

    private readonly record struct Waiter(Func<string, bool> Take);
}
