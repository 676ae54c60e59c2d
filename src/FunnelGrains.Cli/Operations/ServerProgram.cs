using System.ComponentModel;
using System.Diagnostics;

namespace FunnelGrains.Cli.Operations;

/// <summary>
/// The server's own program, <c>FunnelGrains.Host</c>, which has the commands that work on its data: this one speaks HTTP only, and may be far away from them.
/// </summary>
internal static class ServerProgram
{
    /// <summary>Names the program where it is not beside this one and not on the PATH.</summary>
    public const string Variable = "FUNNEL_HOST";

    private const string Name = "FunnelGrains.Host";

    private static string Dotnet => Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";

    /// <summary>Runs it with the same standard streams.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="CliException">It is not here, or cannot be started.</exception>
    public static async Task<int> RunAsync(CliHost host, IReadOnlyList<string> arguments)
    {
        var program = Find(host);
        var library = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(library ? Dotnet : program);
        foreach (var argument in library ? arguments.Prepend(program).Prepend("exec") : arguments) start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            await EndAsync(host, process, process.WaitForExitAsync(CancellationToken.None));
            return process.ExitCode;
        }
        catch (Win32Exception refused)
        {
            throw new CliException($"{program} cannot be started: {refused.Message}");
        }
    }

    /// <summary>Ctrl-C reaches it as well, and it ends in good order. Whoever stops this command alone stops it too: it leaves nothing half done.</summary>
    private static async Task EndAsync(CliHost host, Process process, Task ended)
    {
        try
        {
            await ended.WaitAsync(host.Stop);
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            await Task.WhenAny(ended, Task.Delay(host.Grace, host.Time, CancellationToken.None));
            if (!process.HasExited) process.Kill();
            await ended;
        }
    }

    private static string Find(CliHost host)
    {
        if (host.Environment(Variable) is { Length: > 0 } named)
            return File.Exists(named) ? named : throw new CliException($"{Variable} names {named}, which is not there.");
        var name = OperatingSystem.IsWindows() ? $"{Name}.exe" : Name;
        var folders = (host.Environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Prepend(AppContext.BaseDirectory);
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new CliException($"This works on the server's data and needs its program {Name}, which is neither beside funnel nor on the PATH: run it on the server, or name the program in {Variable}.");
    }
}
