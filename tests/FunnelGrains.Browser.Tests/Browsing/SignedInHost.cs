using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Sdk;
using FunnelGrains.Testing.Processes;

// One after the other: a browser and a host each need the machine for themselves.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace FunnelGrains.Browser.Tests.Browsing;

/// <summary>A host whose first promise is short, a client that posts to it, and a browser profile that is signed in.</summary>
public class SignedInHost(Chromium chromium) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("funnelgrains-browser-").FullName;
    private HostLaunch launch = new();
    private string profile = "";

    /// <summary>The running host; another process after <see cref="RestartAsync"/>.</summary>
    public HostProcess Host { get; private set; } = null!;

    /// <summary>Posts with the administrator's key.</summary>
    public FunnelClient Client { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _ = chromium.Browser;
        launch = Adapt(new HostLaunch { Port = FreePort.Next(), DataFolder = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName }, folder);
        Host = await HostProcess.StartAsync(launch);
        Client = new FunnelClient(new() { BaseAddress = Host.BaseAddress, Key = Host.AdminKey });
        profile = await SignIn.ProfileAsync(chromium, Host);
    }

    /// <summary>Opens the board, signed in.</summary>
    /// <param name="query">For example <c>?theme=light</c>.</param>
    /// <param name="scene">The scene that stays; null lets them turn.</param>
    public async Task<Visit> OpenAsync(Screen? screen = null, string language = "pt-BR", string query = "", Func<Visit, Task>? before = null, string? scene = "funnel")
    {
        var visit = await Visit.OpenAsync(chromium, Host.BaseAddress, screen, language, profile);
        if (before is not null) await before(visit);
        var pinned = scene is null ? "" : $"{(query.Length == 0 ? "?" : "&")}scene={scene}";
        await visit.GoAsync($"/board{query}{pinned}");
        await visit.Page.Locator("main[data-revision]").WaitForAsync();
        return visit;
    }

    /// <summary>Opens a page of the application, signed in, when it shows its name.</summary>
    /// <param name="path">With its query, for example <c>/leads?stage=mql</c>.</param>
    public async Task<Visit> OpenPageAsync(string path, Screen? screen = null, string language = "pt-BR")
    {
        var visit = await Visit.OpenAsync(chromium, Host.BaseAddress, screen, language, profile);
        await visit.GoAsync(path);
        await visit.Page.Locator("#content h1").WaitForAsync();
        return visit;
    }

    /// <summary>Posts events; all are taken.</summary>
    public async Task PostAsync(params FunnelEvent[] events) => (await Client.PostAsync(events)).Accepted.ShouldBe(events.Length);

    /// <summary>The instants at which these leads' promises were broken, when the lists have them all (they follow the counts within a second).</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> DueAsync(params IEnumerable<string> leads)
    {
        using var rounds = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var due = (await Client.GetBreachesAsync(cancellationToken: patience.Token)).ToDictionary(breach => breach.Lead, breach => breach.Due);
            if (leads.All(due.ContainsKey)) return due;
            await rounds.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>Starts it again on the same port and data after its end.</summary>
    public async Task RestartAsync()
    {
        await Host.DisposeAsync();
        Host = await HostProcess.StartAsync(launch);
    }

    /// <summary>What is special about this host.</summary>
    /// <param name="usual">A launch on a port and data of its own.</param>
    /// <param name="folder">For files that it needs.</param>
    protected virtual HostLaunch Adapt(HostLaunch usual, string folder) => usual.With("FunnelGrains__AgreementFile", WallPromises.WriteTo(folder));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client?.Dispose();
        if (Host is not null) await Host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>The same with the promises that every new workspace has.</summary>
public sealed class OrdinaryHost(Chromium chromium) : SignedInHost(chromium)
{
    /// <inheritdoc/>
    protected override HostLaunch Adapt(HostLaunch usual, string folder) => usual;
}
