using System.Collections.Concurrent;
using System.Diagnostics;

namespace FunnelGrains.Testing.Processes;

/// <summary>The processes that tests started and that must not outlive the test program.</summary>
internal static class Living
{
    private static readonly ConcurrentDictionary<Process, byte> Processes = new();

    static Living() => AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();

    public static void Add(Process process) => Processes[process] = 0;

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
