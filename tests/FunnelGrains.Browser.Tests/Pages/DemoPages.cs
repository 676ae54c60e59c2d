using System.Text.Json;
using FunnelGrains.Browser.Tests.Browsing;
using FunnelGrains.Testing.Processes;
using Microsoft.Playwright;

namespace FunnelGrains.Browser.Tests.Pages;

/// <summary>Every page of the demo company by its address: each room of the navigation, the pages under it, and one page of each that needs an id.</summary>
internal static class DemoPages
{
    private static readonly string[] WithoutId =
    [
        "/", "/leads", "/breaches", "/breaches?view=risk", "/goals", "/plan", "/agreement", "/agreement/draft", "/meetings", "/integrations",
        "/settings/displays", "/settings/notifications", "/settings/proof",
    ];

    /// <summary>Starts the demo company; its past is told and its first meetings are made.</summary>
    public static async Task<HostProcess> StartAsync()
    {
        var host = await HostProcess.StartAsync(new HostLaunch { Demo = true });
        await host.Lines.FirstAsync(line => line.Contains("past is told", StringComparison.Ordinal) ? line : null);
        using var client = host.CreateClient();
        using var rounds = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while ((await ReadAsync(client, "/api/v1/meetings")).Count(meeting => meeting.GetProperty("state").GetString() == "made") < 2) await rounds.WaitForNextTickAsync();
        return host;
    }

    /// <summary>The addresses.</summary>
    public static async Task<IReadOnlyList<string>> AddressesAsync(HostProcess host)
    {
        using var client = host.CreateClient();
        var lead = (await ReadAsync(client, "/api/v1/leads?sort=due&limit=1", "leads"))[0].GetProperty("id").GetString();
        var goal = (await ReadAsync(client, "/api/v1/goals"))[0].GetProperty("id").GetString();
        var meeting = (await ReadAsync(client, "/api/v1/meetings"))[0].GetProperty("id").GetString();
        return [.. WithoutId, $"/leads/{lead}", $"/goals/{goal}", $"/meetings/{meeting}"];
    }

    /// <summary>A name for files.</summary>
    public static string NameOf(string address) => address switch
    {
        "/" => "dashboard",
        "/breaches?view=risk" => "breaches-risk",
        _ when address.StartsWith("/leads/", StringComparison.Ordinal) => "lead",
        _ when address.StartsWith("/goals/", StringComparison.Ordinal) => "goal",
        _ when address.StartsWith("/meetings/", StringComparison.Ordinal) => "meeting",
        _ => address.Trim('/').Replace('/', '-'),
    };

    /// <summary>Goes to a page in a theme, and waits until it shows what it has.</summary>
    public static async Task GoAsync(Visit visit, string address, string theme = "dark")
    {
        await visit.GoAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}theme={theme}");
        await visit.Page.Locator("#content h1").WaitForAsync();
        await Assertions.Expect(visit.Page.Locator("#content .skeleton")).ToHaveCountAsync(0);
    }

    private static async Task<IReadOnlyList<JsonElement>> ReadAsync(HttpClient client, string path, string? list = null)
    {
        using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
        var items = list is null ? answer.RootElement : answer.RootElement.GetProperty(list);
        return [.. items.EnumerateArray().Select(one => one.Clone())];
    }
}
