using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FunnelGrains.Testing.Processes;

/// <summary>Signals to processes that a test started.</summary>
public static class Signals
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Term = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>SIGKILL: the process ends at once and cannot clean up.</summary>
    /// <param name="pid">A process that the test started.</param>
    public static void SendKill(int pid) => Send(pid, Kill);

    /// <summary>SIGINT: what Ctrl-C sends.</summary>
    /// <param name="pid">A process that the test started.</param>
    public static void SendInterrupt(int pid) => Send(pid, Interrupt);

    /// <summary>SIGTERM: the process is asked to end.</summary>
    /// <param name="pid">A process that the test started.</param>
    public static void SendTerm(int pid) => Send(pid, Term);

    /// <summary>SIGSTOP: the process stands still, its connections stay open.</summary>
    /// <param name="pid">A process that the test started.</param>
    public static void SendStop(int pid) => Send(pid, Stop);

    /// <summary>SIGCONT: the process goes on where it stood.</summary>
    /// <param name="pid">A process that the test started.</param>
    public static void SendContinue(int pid) => Send(pid, Continue);

    private static void Send(int pid, int signal)
    {
        if (SysKill(pid, signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Signal {signal} to process {pid}");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32 | DllImportSearchPath.SafeDirectories)]
    private static extern int SysKill(int pid, int signal);
}
