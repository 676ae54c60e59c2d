using System.Collections.Concurrent;
using System.Diagnostics;

namespace FunnelGrains.Testing.Processes;

/// <summary>
/// The processes that tests started and that must not outlive the test program. One that ends by itself takes them along; of one that is killed the operating
/// system tells them (<c>PR_SET_PDEATHSIG</c>, where it is Linux): a host that stayed behind would hold its ports, and the machine, for ever.
/// </summary>
internal static class Living
{
    private const string SetPriv = "/usr/bin/setpriv";

    private static readonly ConcurrentDictionary<Process, byte> Processes = new();
    private static readonly BlockingCollection<Action> Starts = [];

    static Living()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();
        // Linux tells a process when the thread that started it ends, and those of the pool come and go: this one stays to the end.
        new Thread(static () =>
        {
            foreach (var start in Starts.GetConsumingEnumerable()) start();
        })
        { IsBackground = true, Name = nameof(Living) }.Start();
    }

    /// <summary>The command before another that has it killed with whoever starts it; nothing where there is none.</summary>
    public static string[] Tie { get; } = OperatingSystem.IsLinux() && File.Exists(SetPriv) ? [SetPriv, "--pdeathsig", "KILL", "--"] : [];

    /// <summary>Starts it; its command begins with <see cref="Tie"/>.</summary>
    public static void Start(Process process)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                process.Start();
                started.SetResult();
            }
            catch (Exception failed)
            {
                started.SetException(failed);
            }
        });
        started.Task.GetAwaiter().GetResult();
        Processes[process] = 0;
    }

    public static void Remove(Process process) => Processes.TryRemove(process, out _);

    private static void KillAll()
    {
        foreach (var process in Processes.Keys)
        {
            try
            {
                process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It ended by itself meanwhile.
            }
        }
    }
}
