using FunnelGrains.Browser.Tests.Browsing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace FunnelGrains.Browser.Tests.Browsing;

/// <summary>The Chromium that the system has, started once for all tests; they are skipped, with the reason, where there is none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Variable = "FUNNELGRAINS_CHROMIUM";
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // A test's browser talks to the host under test and to nobody else.
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
        "--disable-quic",
    ];

    private readonly IReadOnlyList<string> more;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>As it is.</summary>
    public Chromium() => more = [];

    /// <summary>With more switches, for a test of its own.</summary>
    internal Chromium(params IReadOnlyList<string> more) => this.more = more;

    /// <summary>The browser, started.</summary>
    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(browser is null, $"No Chromium: none of {string.Join(", ", Names)} is on the PATH; {Variable} may name one.");
            return browser;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program) return;
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = [.. Switches, .. more] });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
