using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace FunnelGrains.Testing.Processes;

/// <summary>
/// A real host process on a free loopback port, as a user would start it. Ends with the test: dispose kills it and removes a temporary data folder.
/// </summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private readonly HostLaunch launch;
    private readonly Process process;
    private readonly bool ownsFolder;
    private bool disposed;

    private HostProcess(HostLaunch launch)
    {
        this.launch = launch;
        ownsFolder = launch.DataFolder is null;
        DataFolder = launch.DataFolder ?? Directory.CreateTempSubdirectory("funnelgrains-").FullName;
        process = new Process { StartInfo = HostCommandLine.Of(launch, DataFolder) };
        if (launch.Port != 0)
        {
            BaseAddress = HostCommandLine.Address(launch.Port);
        }
        Living.Start(process);
        Lines.Follow(process);
    }

    /// <summary>Where it answers; without a port of its own it is set when <see cref="StartAsync"/> has answered.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>The administrator's key.</summary>
    public string AdminKey => launch.AdminKey;

    /// <summary>Its data folder.</summary>
    public string DataFolder { get; }

    /// <summary>Its process id; with <see cref="HostLaunch.Under"/>, that of the command before it.</summary>
    public int Id => process.Id;

    /// <summary>What it wrote.</summary>
    public ProcessOutput Lines { get; } = new();

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Its resident memory now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The processor time it has used so far, of all cores together.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a host and waits for nothing.</summary>
    public static HostProcess Launch(HostLaunch launch) => new(launch);

    /// <summary>Starts a host and waits until it accepts events.</summary>
    /// <exception cref="HostStartException">It ended, or took longer than <see cref="HostLaunch.StartsWithin"/>; with all it wrote.</exception>
    public static async Task<HostProcess> StartAsync(HostLaunch? launch = null, CancellationToken cancel = default)
    {
        var host = new HostProcess(launch ?? new HostLaunch());
        try
        {
            await host.WaitUntilReadyAsync(cancel);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a host that is expected to end by itself: a start that is refused.</summary>
    /// <exception cref="TimeoutException">It did not end within <see cref="HostLaunch.StartsWithin"/>; it is killed.</exception>
    public static async Task<HostEnd> RunToEndAsync(HostLaunch launch, CancellationToken cancel = default)
    {
        await using var host = new HostProcess(launch);
        var code = await host.WaitForExitAsync(launch.StartsWithin, cancel);
        return new HostEnd(code, host.Lines.Output, host.Lines.Errors);
    }

    /// <summary>A client of this host.</summary>
    /// <param name="key">The key it sends; null for the administrator's, empty for none.</param>
    public HttpClient CreateClient(string? key = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = BaseAddress };
        if (key is not "")
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key ?? AdminKey);
        }
        return client;
    }

    /// <summary>Completes when <c>/health/ready</c> says that events are accepted.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken cancel = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(launch.StartsWithin);
        try
        {
            var exit = process.WaitForExitAsync(patience.Token);
            var address = Lines.FirstAsync(line => AddressLine().Match(line) is { Success: true } match ? match.Groups[1].Value : null);
            await Task.WhenAny(exit, address);
            ThrowIfEnded();
            patience.Token.ThrowIfCancellationRequested();
            BaseAddress = new Uri(new Uri(await address).GetLeftPart(UriPartial.Authority));
            await PollReadyAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new HostStartException($"Not ready within {launch.StartsWithin}:\n{Lines}");
        }
    }

    /// <summary>SIGKILL, and waits for the end.</summary>
    public async Task KillAsync()
    {
        Signals.SendKill(process.Id);
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        Signals.SendTerm(process.Id);
        return await WaitForExitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="TimeoutException">It did not end in time; with all it wrote.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan within, CancellationToken cancel = default)
    {
        try
        {
            await process.WaitForExitAsync(cancel).WaitAsync(within, cancel);
            return process.ExitCode;
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Still running after {within}:\n{Lines}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }
        disposed = true;
        Living.Remove(process);
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
        if (ownsFolder && Directory.Exists(DataFolder))
        {
            Directory.Delete(DataFolder, recursive: true);
        }
    }

    private async Task PollReadyAsync(CancellationToken cancel)
    {
        using var client = CreateClient("");
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        do
        {
            ThrowIfEnded();
            if (await IsReadyAsync(client, cancel))
            {
                return;
            }
        }
        while (await pause.WaitForNextTickAsync(cancel));
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancel)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void ThrowIfEnded()
    {
        if (process.HasExited)
        {
            process.WaitForExit();
            throw new HostStartException($"The host ended with exit code {process.ExitCode}:\n{Lines}");
        }
    }

    [GeneratedRegex(@"(?:^\s*Board\s+|^\s*Silo\s+ready;\s+|answers at )(https?://[^\s""]+)")]
    private static partial Regex AddressLine();
}
