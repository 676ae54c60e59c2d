using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Access;

/// <summary>A browser with its cookie, as a real one would send it: signed in by the printed link.</summary>
public sealed partial class BrowserTests
{
    [Fact]
    public async Task The_link_works_once_its_cookie_is_the_administrators_and_changes_need_origin_and_token()
    {
        await using var host = await HostProcess.StartAsync();
        var token = await host.Lines.FirstAsync(line => SignInLine().Match(line) is { Success: true } match ? match.Groups[1].Value : null);
        using var browser = Browser(host);
        using var stranger = host.CreateClient("");

        var foreign = await Send(stranger, host, HttpMethod.Post, "/api/v1/session", $$"""{"token":"{{token}}"}""", ("Origin", "https://evil.example"));
        foreign.ShouldBeProblem(HttpStatusCode.Forbidden);
        (await Send(browser, host, HttpMethod.Post, "/api/v1/session", """{"token":"wrong"}""")).ShouldBeProblem(HttpStatusCode.Unauthorized);
        (await Send(browser, host, HttpMethod.Post, "/api/v1/session", """{"token":7}""")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        var signedIn = await Send(browser, host, HttpMethod.Post, "/api/v1/session", $$"""{"token":"{{token}}"}""");
        signedIn.Status.ShouldBe(HttpStatusCode.NoContent);
        var cookie = signedIn.Message.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        cookie.ShouldStartWith("funnelgrains=");
        var copy = signedIn.Message.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        (await Send(stranger, host, HttpMethod.Post, "/api/v1/session", $$"""{"token":"{{token}}"}""")).ShouldBeProblem(HttpStatusCode.Unauthorized);

        (await browser.AskAsync("/api/v1/funnel")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.AskAsync("/api/v1/audit")).Status.ShouldBe(HttpStatusCode.OK);
        var session = (await browser.AskAsync("/api/v1/session")).Json;
        session.GetProperty("workspace").GetString().ShouldBe("default");
        session.GetProperty("caller").GetString().ShouldBe("browser");
        Scopes(session).ShouldBe(["admin", "display", "ingest", "read"]);
        session.GetProperty("display").ValueKind.ShouldBe(JsonValueKind.Null);
        var antiforgery = session.GetProperty("antiforgery").GetString()!;

        // A calculation changes nothing: the cookie is enough, and it is answered as for anybody.
        (await Send(browser, host, HttpMethod.Post, "/api/v1/calculate/due", "{}")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        foreach (var (method, path) in new[] { (HttpMethod.Delete, "/api/v1/session"), (HttpMethod.Post, "/api/v1/keys"), (HttpMethod.Post, "/api/v1/events"), (HttpMethod.Put, "/api/v1/goals/g1"), (HttpMethod.Put, "/api/v1/agreement/draft"), (HttpMethod.Post, "/api/v1/meetings"),
            (HttpMethod.Put, "/api/v1/webhooks/w1"), (HttpMethod.Post, "/api/v1/displays"), (HttpMethod.Put, "/api/v1/nothing/yet") })
        {
            (await Send(browser, host, method, path, "[]")).ShouldBeProblem(HttpStatusCode.Forbidden);
            (await Send(browser, host, method, path, "[]", ("X-Antiforgery", "guess"))).ShouldBeProblem(HttpStatusCode.Forbidden);
            (await Send(browser, host, method, path, "[]", ("X-Antiforgery", antiforgery), ("Origin", "https://evil.example"))).ShouldBeProblem(HttpStatusCode.Forbidden);
            (await browser.AskAsync("/api/v1/funnel")).Status.ShouldBe(HttpStatusCode.OK, "still signed in");
        }

        var origin = ("Origin", host.BaseAddress.GetLeftPart(UriPartial.Authority));
        (await Send(browser, host, HttpMethod.Put, "/api/v1/nothing/yet", "[]", ("X-Antiforgery", antiforgery), origin)).ShouldBeProblem(HttpStatusCode.NotFound);
        await ChangesAsync(browser, host, ("X-Antiforgery", antiforgery), origin);
        (await Send(browser, host, HttpMethod.Delete, "/api/v1/session", "", ("X-Antiforgery", antiforgery), origin)).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.AskAsync("/api/v1/funnel")).ShouldBeProblem(HttpStatusCode.Unauthorized);

        // A copy of the cookie opens nothing either, for ever.
        foreach (var again in new[] { false, true })
        {
            if (again) await host.KillAsync();
            await using var restarted = again ? await HostProcess.StartAsync(new HostLaunch { DataFolder = host.DataFolder }) : null;
            using var thief = (restarted ?? host).CreateClient("");
            thief.DefaultRequestHeaders.Add("Cookie", copy);
            (await thief.AskAsync("/api/v1/funnel")).ShouldBeProblem(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task The_demo_is_open_to_this_machine_only()
    {
        await using var host = await HostProcess.StartAsync(new HostLaunch { Demo = true });
        using var stranger = host.CreateClient("");
        var port = host.BaseAddress.Port;
        foreach (var name in new[] { $"localhost:{port}", $"127.0.0.1:{port}", $"[::1]:{port}", "localhost" })
            (await Send(stranger, host, HttpMethod.Get, "/api/v1/funnel", null, ("Host", name))).Status.ShouldBe(HttpStatusCode.OK, name);
        foreach (var name in new[] { "evil.example", $"localhost.evil.example:{port}", $"127.0.0.2:{port}" })
            (await Send(stranger, host, HttpMethod.Get, "/api/v1/funnel", null, ("Host", name))).ShouldBeProblem(HttpStatusCode.Unauthorized);
        foreach (var header in new[] { "Forwarded", "X-Forwarded-For", "x-forwarded-proto", "X-Real-IP", "Via", "CF-Connecting-IP", "X-Original-For", "x-original-proto" })
            (await Send(stranger, host, HttpMethod.Get, "/api/v1/funnel", null, (header, "127.0.0.1"))).ShouldBeProblem(HttpStatusCode.Unauthorized);
        (await stranger.PostEventsAsync("[]")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await stranger.AskAsync("/api/v1/keys")).ShouldBeProblem(HttpStatusCode.Forbidden);
        var session = (await stranger.AskAsync("/api/v1/session")).Json;
        session.GetProperty("caller").GetString().ShouldBe("demo");
        Scopes(session).ShouldBe(["display", "read"]);
        (await Negotiate(stranger, "https://evil.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await Negotiate(stranger, host.BaseAddress.GetLeftPart(UriPartial.Authority))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_demo_is_not_open_where_others_can_come_in()
    {
        await using var host = await HostProcess.StartAsync(new HostLaunch { Demo = true, Arguments = ["--urls", "http://0.0.0.0:0"] });
        using var stranger = host.CreateClient("");
        (await stranger.AskAsync("/api/v1/funnel")).ShouldBeProblem(HttpStatusCode.Unauthorized);
    }

    /// <summary>With its token it may do all that an administrator may; what it posts says so.</summary>
    private static async Task ChangesAsync(HttpClient browser, HostProcess host, params (string Name, string Value)[] headers)
    {
        var posted = await Send(browser, host, HttpMethod.Post, "/api/v1/events", """{"id":"by-hand","type":"lead.captured","lead":"L-browser"}""", headers);
        posted.Counts.Accepted.ShouldBe(1, posted.Json.ToString());
        (await browser.AskAsync("/api/v1/leads/L-browser")).Json.GetProperty("timeline")[0].GetProperty("origin").GetString().ShouldBe("browser");
        (await Send(browser, host, HttpMethod.Post, "/api/v1/keys", """{"name":"made by a browser","scopes":["read"]}""", headers)).Status.ShouldBe(HttpStatusCode.Created);
        (await Send(browser, host, HttpMethod.Put, "/api/v1/goals/by-hand", """{"team":"marketing","metric":"entered","stage":"mql","period":"month","target":10,"kind":"reach"}""", headers))
            .Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Created);
    }

    private static IEnumerable<string?> Scopes(JsonElement session) => session.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString());

    private static async Task<HttpStatusCode> Negotiate(HttpClient client, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hubs/board/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static HttpClient Browser(HostProcess host) => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.BaseAddress };

    private static async Task<Answer> Send(HttpClient client, HostProcess host, HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(host.BaseAddress, path));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.ReadAsync(request);
    }

    [GeneratedRegex(@"/signin#([0-9a-f]+)")]
    private static partial Regex SignInLine();
}
