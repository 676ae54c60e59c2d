using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cluster.Tests.Access;

/// <summary>Who is let in at one web node is let in at every other, and who is put out at one is put out everywhere.</summary>
public sealed class SharedAccessTests(TwoWebs webs) : IClassFixture<TwoWebs>
{
    // Of five seconds; a machine at its limit gets more.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_that_signed_in_at_one_web_node_is_signed_in_at_every_other_and_after_restarts()
    {
        using var browser = new Browser();
        using var stranger = new Browser();
        // For a link that no other test used.
        await webs.RestartAsync(webs.First);
        var link = await Browser.LinkOf(webs.First);
        (await browser.SignInAsync(webs.Second, link)).ShouldBe(HttpStatusCode.NoContent, "the other node's link");
        (await stranger.SignInAsync(webs.First, link)).ShouldBe(HttpStatusCode.Unauthorized, "the link was used at the other node");
        (await browser.ReadAsync(webs.First)).ShouldBe(HttpStatusCode.OK);
        (await browser.ReadAsync(webs.Second)).ShouldBe(HttpStatusCode.OK);

        await webs.RestartAsync(webs.First, webs.Second);
        (await browser.ReadAsync(webs.First)).ShouldBe(HttpStatusCode.OK);
        (await browser.ReadAsync(webs.Second)).ShouldBe(HttpStatusCode.OK);
        (await stranger.ReadAsync(webs.First)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_link_outlives_the_silo_that_made_it_and_still_works_only_once()
    {
        await webs.RestartAsync(webs.First);
        var link = await Browser.LinkOf(webs.First);
        await webs.RestartAsync(webs.Silo);
        using var browser = new Browser();
        (await browser.SignInAsync(webs.First, link)).ShouldBe(HttpStatusCode.NoContent);
        await webs.RestartAsync(webs.Silo);
        (await browser.SignInAsync(webs.First, link)).ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.ReadAsync(webs.First)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_browser_that_signs_out_at_one_web_node_is_out_at_every_other_and_its_boards_end()
    {
        using var browser = new Browser();
        using var other = new Browser();
        await webs.RestartAsync(webs.First, webs.Second);
        (await browser.SignInAsync(webs.First, await Browser.LinkOf(webs.First))).ShouldBe(HttpStatusCode.NoContent);
        (await other.SignInAsync(webs.First, await Browser.LinkOf(webs.Second))).ShouldBe(HttpStatusCode.NoContent);
        using var copy = browser.Copy(webs.First);
        (await copy.ReadAsync(webs.First)).ShouldBe(HttpStatusCode.OK);
        await using var board = new LiveBoard(webs.First.Address, hub => hub.Cookies = copy.Cookies);
        await using var stays = new LiveBoard(webs.First.Address, hub => hub.Cookies = other.Cookies);
        await board.OpenAsync();
        await stays.OpenAsync();

        (await browser.SignOutAsync(webs.Second, tokenOf: webs.First)).ShouldBe(HttpStatusCode.OK);
        await board.Ended.WaitAsync(Soon, Cancel);
        await IsOutAsync(() => copy.ReadAsync(webs.First));
        await stays.WatchAsync();
        (await other.ReadAsync(webs.Second)).ShouldBe(HttpStatusCode.OK);

        await webs.RestartAsync(webs.First);
        (await copy.ReadAsync(webs.First)).ShouldBe(HttpStatusCode.Unauthorized, "also at a node that never saw it signed in");
        (await other.ReadAsync(webs.First)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_revoked_at_one_web_node_opens_nothing_at_any_other_and_its_boards_end()
    {
        using var admin = new HttpClient { BaseAddress = webs.First.Address, DefaultRequestHeaders = { Authorization = new("Bearer", webs.First.AdminKey) } };
        var (revoked, stays) = (await KeyAsync(admin), await KeyAsync(admin));
        (await ReadAsync(revoked)).ShouldBe(HttpStatusCode.OK);
        (await ReadAsync(stays)).ShouldBe(HttpStatusCode.OK);
        await using var board = new LiveBoard(webs.Second.Address, hub => hub.Headers["Authorization"] = $"Bearer {revoked}");
        await using var other = new LiveBoard(webs.Second.Address, hub => hub.Headers["Authorization"] = $"Bearer {stays}");
        await board.OpenAsync();
        await other.OpenAsync();

        using var revocation = await admin.DeleteAsync(new Uri($"/api/v1/keys/{revoked.Split('_')[1]}", UriKind.Relative), Cancel);
        revocation.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await board.Ended.WaitAsync(Soon, Cancel);
        await IsOutAsync(() => ReadAsync(revoked));
        await other.WatchAsync();
        (await ReadAsync(stays)).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task IsOutAsync(Func<Task<HttpStatusCode>> read)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var waited = Stopwatch.StartNew(); await read() != HttpStatusCode.Unauthorized;)
        {
            waited.Elapsed.ShouldBeLessThan(Soon, "still let in");
            await tick.WaitForNextTickAsync(Cancel);
        }
    }

    private static async Task<string> KeyAsync(HttpClient admin)
    {
        using var made = await admin.PostAsJsonAsync(new Uri("/api/v1/keys", UriKind.Relative), new { name = "test", scopes = new[] { "read" } }, Cancel);
        return (await made.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("text").GetString()!;
    }

    /// <summary>Reads at the node at which the key was neither made nor revoked.</summary>
    private async Task<HttpStatusCode> ReadAsync(string key)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
        using var answer = await http.GetAsync(new Uri(webs.Second.Address, "/api/v1/funnel"), Cancel);
        return answer.StatusCode;
    }
}
