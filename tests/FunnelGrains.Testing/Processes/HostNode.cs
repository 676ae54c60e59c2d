namespace FunnelGrains.Testing.Processes;

/// <summary>
/// A node at an address of its own that is started again whenever it ends, as a supervisor would: tests only send signals. Dispose ends it for good.
/// </summary>
public sealed class HostNode : IAsyncDisposable
{
    private readonly HostLaunch launch;
    private readonly string? logFolder;
    private readonly CancellationTokenSource closing = new();
    private readonly HttpClient health;
    private readonly Lock gate = new();
    private readonly List<NodeEnd> ends = [];
    private readonly Task running;
    private HostProcess? process;
    private bool asked;
    private int starts;
    private TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts it.</summary>
    /// <param name="name">What it is called in reports and logs.</param>
    /// <param name="launch">How it is started each time; with a port.</param>
    /// <param name="logFolder">Where its output is kept, in a file of its name; null for nowhere.</param>
    public HostNode(string name, HostLaunch launch, string? logFolder = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(launch.Port);
        (Name, this.launch, this.logFolder) = (name, launch, logFolder);
        Address = HostCommandLine.Address(launch.Port);
        health = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        running = RunAsync();
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>The administrator's key.</summary>
    public string AdminKey => launch.AdminKey;

    /// <summary>A setting it is started with, by its name in the environment; null without.</summary>
    public string? Setting(string name) => launch.Settings.GetValueOrDefault(name);

    /// <summary>How long it stays away after its end. None at first.</summary>
    public TimeSpan RestartAfter { get; set; }

    /// <summary>Each end so far.</summary>
    public IReadOnlyList<NodeEnd> Ends
    {
        get
        {
            lock (gate)
            {
                return [.. ends];
            }
        }
    }

    /// <summary>How often its process was started.</summary>
    public int Starts
    {
        get
        {
            lock (gate)
            {
                return starts;
            }
        }
    }

    /// <summary>The id of its process; null while none runs.</summary>
    public int? ProcessId
    {
        get
        {
            lock (gate)
            {
                return process is { HasExited: false } runs ? runs.Id : null;
            }
        }
    }

    /// <summary>What its process writes; null while none runs.</summary>
    public ProcessOutput? Lines
    {
        get
        {
            lock (gate)
            {
                return process?.Lines;
            }
        }
    }

    /// <summary>Completes when its process was started more often than that.</summary>
    /// <param name="times"><see cref="Starts"/> from before what ends it.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task WaitForStartAsync(int times, CancellationToken cancel)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (starts > times)
                {
                    return;
                }
                next = started.Task;
            }
            await next.WaitAsync(cancel);
        }
    }

    /// <summary>SIGKILL; nothing when it does not run.</summary>
    public void Kill() => Send(Signals.SendKill, ends: true);

    /// <summary>SIGTERM; nothing when it does not run.</summary>
    public void Terminate() => Send(Signals.SendTerm, ends: true);

    /// <summary>SIGSTOP; nothing when it does not run.</summary>
    public void Freeze() => Send(Signals.SendStop, ends: false);

    /// <summary>SIGCONT; nothing when it does not run.</summary>
    public void Thaw() => Send(Signals.SendContinue, ends: false);

    /// <summary>Whether it says that events are accepted.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await health.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException || (away is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await running;
        health.Dispose();
        closing.Dispose();
    }

    private void Send(Action<int> signal, bool ends)
    {
        lock (gate)
        {
            if (process is not { HasExited: false } runs)
            {
                return;
            }
            asked |= ends;
            signal(runs.Id);
        }
    }

    private async Task RunAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            await using var now = HostProcess.Launch(launch);
            lock (gate)
            {
                (process, asked) = (now, false);
                starts++;
                started.SetResult();
                started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            try
            {
                var code = await now.WaitForExitAsync(Timeout.InfiniteTimeSpan, closing.Token);
                lock (gate)
                {
                    ends.Add(new NodeEnd(Name, code, asked, now.Lines.ToString()));
                }
                await Task.Delay(RestartAfter, TimeProvider.System, closing.Token);
            }
            catch (OperationCanceledException)
            {
                // Closing: dispose ends the process.
            }
            lock (gate)
            {
                process = null;
            }
            if (logFolder is not null)
            {
                await File.AppendAllTextAsync(Path.Combine(logFolder, $"{Name}.log"), $"{now.Lines}\n---- end of the process\n", CancellationToken.None);
            }
        }
    }
}

/// <summary>How a node's process ended.</summary>
/// <param name="Node">The node.</param>
/// <param name="ExitCode">Its exit code; 128 and the signal's number after a signal.</param>
/// <param name="Asked">Whether the test sent a signal that ends it.</param>
/// <param name="Output">All it wrote.</param>
public sealed record NodeEnd(string Node, int ExitCode, bool Asked, string Output);
