using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Browsing;

/// <summary>One browser window with a profile of its own, and all that it complained about and was sent.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly ConcurrentQueue<string> frames = new();

    private Visit(IBrowserContext context, IPage page, Uri host)
    {
        (this.context, Page, Host) = (context, page, host);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => frames.Enqueue(frame.Text ?? "");
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Where the host answers.</summary>
    public Uri Host { get; }

    /// <summary>Console errors and warnings, uncaught exceptions, and violations of the content policy (the browser reports them as errors).</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>The messages of the live connection, as they came.</summary>
    public IReadOnlyCollection<string> Frames => frames;

    /// <summary>Opens a window; no page is loaded yet.</summary>
    /// <param name="language">The browser's language, for example <c>pt-BR</c>.</param>
    /// <param name="profile">Cookies of an earlier visit (<see cref="ProfileAsync"/>).</param>
    public static async Task<Visit> OpenAsync(Chromium chromium, Uri host, Screen? screen = null, string language = "pt-BR", string? profile = null)
    {
        screen ??= Screen.FullHd;
        var context = await chromium.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            Locale = language,
            TimezoneId = "America/Sao_Paulo",
            StorageState = profile,
        });
        context.SetDefaultTimeout(30_000);
        return new Visit(context, await context.NewPageAsync(), host);
    }

    /// <summary>Goes to a path of the host.</summary>
    public Task<IResponse?> GoAsync(string path) => Page.GotoAsync(new Uri(Host, path).AbsoluteUri);

    /// <summary>Cookies, for another visit.</summary>
    public Task<string> ProfileAsync() => context.StorageStateAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
