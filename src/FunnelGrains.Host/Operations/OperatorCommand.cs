using System.Runtime.InteropServices;
using FunnelGrains.Host.Options;
using FunnelGrains.Host.Starting;

namespace FunnelGrains.Host.Operations;

/// <summary>
/// What an operator does beside the data, in a process of its own: a first word instead of options. It is the host's program and not <c>funnel</c>'s, because it needs the
/// storage and no server; <c>funnel</c> starts it.
/// </summary>
/// <param name="Name">The word.</param>
/// <param name="Options">Its options.</param>
/// <param name="Help">What it does.</param>
/// <param name="Run">Does it; what is thrown is told as the start's refusals are.</param>
internal sealed record OperatorCommand(string Name, IReadOnlyList<HostSetting> Options, string Help, Action<OperatorSettings, OperatorConsole> Run)
{
    private const int Interrupted = 130;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OperatorCommand> All { get; } =
    [
        new("migrate", [OperatorSettings.Data], "move the data folder's installation into the PostgreSQL database, which is empty", Migrating.Run),
        new("backup", [OperatorSettings.Data, OperatorSettings.To], "copy the data folder, also while it is in use", BackingUp.Run),
        new("restore", [OperatorSettings.Data, OperatorSettings.From], "bring a backup into an empty data folder", Restoring.Run),
    ];

    /// <summary>The command that a line begins with; null for a line that starts the host.</summary>
    public static OperatorCommand? Of(IReadOnlyList<string> line) => line.Count == 0 ? null : All.FirstOrDefault(command => command.Name == line[0]);

    /// <summary>Runs it to its end.</summary>
    /// <param name="line">The whole command line.</param>
    /// <returns>The exit code: 0 done, 1 refused or failed, 130 interrupted.</returns>
    public int Execute(IReadOnlyList<string> line)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var console = new OperatorConsole(Console.Out, Console.Error, TimeProvider.System, stop.Token);
        try
        {
            Run(new OperatorSettings([.. line.Skip(1)], Options), console);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.Error.WriteLine($"FunnelGrains {Name}: interrupted; nothing was changed.");
            return Interrupted;
        }
        catch (Exception refused) when (StartRefusal.Reason(refused) is { } reason)
        {
            Console.Error.WriteLine($"FunnelGrains {Name}: {reason}");
            return 1;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
