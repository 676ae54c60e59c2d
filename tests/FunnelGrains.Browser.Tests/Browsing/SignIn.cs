using System.Text.RegularExpressions;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Browser.Tests.Browsing;

/// <summary>The sign-in link as the start prints it.</summary>
internal static partial class SignIn
{
    /// <summary>The link that this start of the host printed; it works once.</summary>
    public static async Task<string> LinkAsync(HostProcess host) =>
        await host.Lines.FirstAsync(line => Line().Match(line) is { Success: true } match ? match.Groups[1].Value : null);

    /// <summary>Uses the link up and keeps the cookie, for visits to come.</summary>
    public static async Task<string> ProfileAsync(Chromium chromium, HostProcess host)
    {
        await using var visit = await Visit.OpenAsync(chromium, host.BaseAddress);
        await visit.Page.GotoAsync(await LinkAsync(host));
        var end = visit.Page.Locator("[data-standing=in], [data-signin=failed], [data-signin=missing], [data-signin=unreachable]");
        await end.WaitForAsync();
        (await end.GetAttributeAsync("data-signin")).ShouldBeNull($"the sign-in failed; the page said: {string.Join('\n', visit.Complaints)}; the host wrote: {host.Lines}");
        return await visit.ProfileAsync();
    }

    [GeneratedRegex(@"^\s*Sign in\s+(https?://\S+)")]
    private static partial Regex Line();
}
