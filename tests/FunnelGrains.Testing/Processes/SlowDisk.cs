using System.Diagnostics;
using System.Globalization;

namespace FunnelGrains.Testing.Processes;

/// <summary>
/// A disk that takes its time: strace, attached to processes that run, holds up each of their calls that force something to the disk. Dispose lets go, and the disk is
/// as quick as before.
/// </summary>
public sealed class SlowDisk : IAsyncDisposable
{
    private const string Scope = "/proc/sys/kernel/yama/ptrace_scope";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process strace;
    private readonly string trace;
    private readonly TaskCompletionSource attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> said = [];
    private int missing;

    private SlowDisk(IReadOnlyList<int> processes, TimeSpan delay)
    {
        (trace, missing) = (Path.GetTempFileName(), processes.Count);
        string[] line =
        [
            .. Living.Tie, "strace", "-f", "-o", trace, "-e", "trace=fdatasync,fsync", "-e",
            string.Create(CultureInfo.InvariantCulture, $"inject=fdatasync,fsync:delay_enter={(long)delay.TotalMicroseconds}"),
            .. processes.SelectMany(id => (string[])["-p", id.ToString(CultureInfo.InvariantCulture)]),
        ];
        strace = new Process { StartInfo = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardError = true } };
        strace.ErrorDataReceived += (_, said) => Hear(said.Data);
        Living.Start(strace);
        strace.BeginErrorReadLine();
    }

    /// <summary>Why no disk can be slow here; null when one can.</summary>
    public static string? Missing =>
        !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "strace"))) ? "strace is not installed"
        : !Environment.IsPrivilegedProcess && File.Exists(Scope) && File.ReadAllText(Scope).Trim() != "0" ? $"only root may attach strace to a process that runs ({Scope})"
        : null;

    /// <summary>How many calls were held up and have ended.</summary>
    public int Calls
    {
        get
        {
            using var file = new StreamReader(new FileStream(trace, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return file.ReadToEnd().Split('\n').Count(line => line.Contains("= 0 (DELAYED)", StringComparison.Ordinal));
        }
    }

    /// <summary>Makes the disk slow for these processes, their threads, and what they start; it is so when this returns.</summary>
    public static async Task<SlowDisk> ForAsync(IReadOnlyList<int> processes, TimeSpan delay, CancellationToken cancel)
    {
        var disk = new SlowDisk(processes, delay);
        try
        {
            await disk.attached.Task.WaitAsync(Patience, cancel);
            return disk;
        }
        catch
        {
            await disk.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Living.Remove(strace);
        if (!strace.HasExited) Signals.SendInterrupt(strace.Id);
        await strace.WaitForExitAsync();
        strace.Dispose();
        File.Delete(trace);
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            attached.TrySetException(new InvalidOperationException($"strace ended:\n{string.Join('\n', said)}"));
            return;
        }
        said.Add(line);
        if (line.Contains(" attached", StringComparison.Ordinal) && Interlocked.Decrement(ref missing) == 0) attached.TrySetResult();
    }
}
