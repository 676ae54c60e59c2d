using System.Diagnostics;
using System.Text;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cli.Tests.Commands;

/// <summary>The command <c>funnel</c> as a process of its own, as people run it. Dispose kills it.</summary>
internal sealed class FunnelProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;
    private readonly WrittenText output = new();
    private readonly WrittenText errors = new();
    private readonly Task reading;

    private FunnelProcess(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        reading = Task.WhenAll(output.ReadAsync(process.StandardOutput), errors.ReadAsync(process.StandardError));
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Standard output as it comes.</summary>
    public WrittenText Output => output;

    /// <summary>Standard error as it comes.</summary>
    public WrittenText Errors => errors;

    public StreamWriter Input => process.StandardInput;

    /// <summary>Starts <c>funnel</c> for a host with its administrator's key; null for no host.</summary>
    public static FunnelProcess Start(HostProcess? host, params string[] arguments) =>
        Start(host?.BaseAddress, host?.AdminKey, Plain, arguments);

    /// <param name="url">FUNNEL_URL; null for none.</param>
    /// <param name="key">FUNNEL_KEY; null for none.</param>
    /// <param name="environment">More variables.</param>
    /// <param name="arguments">The command line after <c>funnel</c>.</param>
    public static FunnelProcess Start(Uri? url, string? key, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(Line(url, key, environment, [BuiltHost.Dotnet, "exec", typeof(ExitCodes).Assembly.Location, .. arguments]));

    /// <summary>Starts <c>funnel</c> with a terminal of its own; what it writes comes on <see cref="Output"/>.</summary>
    public static FunnelProcess StartInTerminal(HostProcess host, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var line = string.Join(' ', new[] { BuiltHost.Dotnet, "exec", typeof(ExitCodes).Assembly.Location }.Concat(arguments).Select(Quoted));
        var all = new Dictionary<string, string>(environment) { ["TERM"] = environment.GetValueOrDefault("TERM", "xterm-256color") };
        return new(Line(host.BaseAddress, host.AdminKey, all, ["script", "-qec", line, "/dev/null"]));
    }

    /// <summary>Starts a line of bash that begins with <c>funnel</c>.</summary>
    public static FunnelProcess StartInShell(HostProcess host, string line) => new(Line(
        host.BaseAddress, host.AdminKey, Plain, ["bash", "-c", $"'{BuiltHost.Dotnet}' exec '{typeof(ExitCodes).Assembly.Location}' {line}"]));

    /// <summary>Runs it to its end.</summary>
    public static Task<FunnelEnd> RunAsync(HostProcess? host, params string[] arguments) => EndAsync(Start(host, arguments));

    /// <inheritdoc cref="RunAsync(HostProcess, string[])"/>
    public static Task<FunnelEnd> RunAtAsync(Uri? url, string? key, params string[] arguments) => EndAsync(Start(url, key, Plain, arguments));

    /// <summary>Waits for the end.</summary>
    /// <exception cref="TimeoutException">It still runs after two minutes; with all it wrote.</exception>
    public async Task<FunnelEnd> EndAsync()
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
            await reading.WaitAsync(Patience);
            return new FunnelEnd(process.ExitCode, output.Text, errors.Text);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Still running:\n{output.Text}\n{errors.Text}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    private static IReadOnlyDictionary<string, string> Plain { get; } = new Dictionary<string, string>();

    private static async Task<FunnelEnd> EndAsync(FunnelProcess process)
    {
        await using (process)
        {
            process.Input.Close();
            return await process.EndAsync();
        }
    }

    private static ProcessStartInfo Line(Uri? url, string? key, IReadOnlyDictionary<string, string> environment, string[] line)
    {
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var inherited in new[] { "FUNNEL_URL", "FUNNEL_KEY", "NO_COLOR" })
            start.Environment.Remove(inherited);
        if (url is not null)
            start.Environment["FUNNEL_URL"] = url.AbsoluteUri;
        if (key is not null)
            start.Environment["FUNNEL_KEY"] = key;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
