using System.Collections.Immutable;
using System.Diagnostics;

namespace FunnelGrains.Testing.Processes;

/// <summary>One of the host's commands for operators, as a process of its own. Dispose kills it.</summary>
public sealed class HostCommand : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> errors = [];
    private readonly Task<string> output;

    private HostCommand(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        Living.Start(process);
        output = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Starts it.</summary>
    /// <param name="settings">Variables, for example <c>ConnectionStrings__FunnelGrains</c>.</param>
    /// <param name="line">The command and its options.</param>
    public static HostCommand Start(ImmutableSortedDictionary<string, string> settings, params string[] line)
    {
        string[] whole = [.. Living.Tie, BuiltHost.Dotnet, "exec", BuiltHost.Assembly, .. line];
        var start = new ProcessStartInfo(whole[0], whole[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var inherited in start.Environment.Keys.Where(HostCommandLine.IsHostSetting).ToList()) start.Environment.Remove(inherited);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return new HostCommand(start);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<HostEnd> RunAsync(ImmutableSortedDictionary<string, string> settings, params string[] line)
    {
        await using var command = Start(settings, line);
        return await command.EndAsync();
    }

    /// <summary>Waits for so many lines of progress, or for the end.</summary>
    /// <returns>False when it ended before.</returns>
    public async Task<bool> ToldAsync(int lines)
    {
        while (errors.Count < lines)
        {
            if (await process.StandardError.ReadLineAsync() is not { } line) return false;
            errors.Add(line);
        }
        return true;
    }

    /// <summary>SIGKILL, and waits for the end.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<HostEnd> EndAsync()
    {
        await ToldAsync(int.MaxValue);
        await process.WaitForExitAsync();
        return new HostEnd(process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), errors);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Living.Remove(process);
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }
}
