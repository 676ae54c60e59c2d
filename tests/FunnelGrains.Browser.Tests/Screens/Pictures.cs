using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Testing;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Screens;

/// <summary>
/// Pictures for people to look at, in the folder that <c>FUNNELGRAINS_SCREENSHOTS</c> names, seen from the repository's. Without one the same tests go the same ways
/// with a few of the looks, and throw their pictures away: so they are known to work when somebody wants them.
/// </summary>
internal sealed class Pictures : IDisposable
{
    private static readonly string? Wished = Environment.GetEnvironmentVariable("FUNNELGRAINS_SCREENSHOTS") is { Length: > 0 } folder ? folder : null;

    private readonly string folder = Wished is null
        ? Directory.CreateTempSubdirectory("funnelgrains-pictures-").FullName
        : Directory.CreateDirectory(Path.GetFullPath(Wished, RepositoryFolder.Path)).FullName;

    /// <summary>How a page is looked at: each screen in both languages and both themes.</summary>
    public static IEnumerable<(Screen Screen, string Language, string Theme)> Looks => Wished is null
        ? [(Screen.Hd, "pt-BR", "dark"), (Screen.Phone, "en-US", "light")]
        : from screen in Screen.All from language in (string[])["pt-BR", "en-US"] from theme in (string[])["dark", "light"] select (screen, language, theme);

    /// <summary>Takes a picture when the page's letters are there.</summary>
    /// <param name="whole">The page to its end, not only what is seen.</param>
    public async Task ShootAsync(IPage page, string name, bool whole = false)
    {
        await page.EvaluateAsync("() => document.fonts.ready");
        var picture = await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = whole });
        picture.Length.ShouldBeGreaterThan(5_000, name);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Wished is null) Directory.Delete(folder, recursive: true);
    }
}
