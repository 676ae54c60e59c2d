using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Displays;

/// <summary>A television is let in by the code that it shows, reads boards and nothing else, and goes when it is revoked.</summary>
public sealed class DisplayTests(SharedHost shared)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_television_shows_a_code_is_confirmed_and_reads_boards_alone()
    {
        var host = await shared.HostAsync();
        using var admin = host.CreateClient();
        await using var television = new Television(host);
        (await television.ShowCodeAsync()).ShouldMatch("^[A-HJKMNP-Z2-9]{8}$");
        var waits = await television.ClaimAsync();
        waits.Status.ShouldBe(HttpStatusCode.Accepted);
        waits.Message.Headers.Contains("Set-Cookie").ShouldBeFalse();

        var confirmed = await admin.PostAsync("/api/v1/displays", $$$"""
            {"code":" {{{television.Code[..4].ToLowerInvariant()}}}-{{{television.Code[4..]}}}","name":" Sala de vendas ","settings":{"names":"team","scenes":["sla","funnel"],"seconds":30,"pinned":"sla","sound":true,"language":"pt","theme":"auto"}}
            """);
        confirmed.Status.ShouldBe(HttpStatusCode.Created, confirmed.Json.ToString());
        var id = confirmed.Json.GetProperty("id").GetString()!;
        confirmed.Json.GetProperty("lastSeenAt").ValueKind.ShouldBe(JsonValueKind.Null);

        var claimed = await television.ClaimAsync();
        claimed.Status.ShouldBe(HttpStatusCode.NoContent);
        var cookie = claimed.Message.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        foreach (var part in new[] { "httponly", "samesite=strict", "path=/", "max-age=34560000" }) cookie.ShouldContain(part);
        // The answer may have been lost: the television asks again and gets the same.
        (await television.ClaimAsync()).Status.ShouldBe(HttpStatusCode.NoContent);

        var session = await television.Http.AskAsync("/api/v1/session");
        session.Json.GetProperty("caller").GetString().ShouldBe($"display:{id}");
        session.Json.GetProperty("scopes").GetRawText().ShouldBe("""["display"]""");
        session.Json.GetProperty("display").GetRawText().ShouldBe(
            $$$"""{"id":"{{{id}}}","name":"Sala de vendas","settings":{"names":"team","scenes":["sla","funnel"],"seconds":30,"pinned":"sla","sound":true,"language":"pt","theme":"auto"}}""");
        session.Message.Headers.GetValues("Set-Cookie").ShouldContain(given => given.StartsWith("funnelgrains-display="), "browsers keep no cookie for ever: it is given anew");
        (await television.WatchAsync()).GetProperty("kind").GetString().ShouldBe("frame");
        foreach (var path in new[] { "/api/v1/funnel", "/api/v1/leads", "/api/v1/breaches", "/api/v1/goals", "/api/v1/keys", "/api/v1/displays", "/api/v1/audit", "/metrics" })
            (await television.Http.AskAsync(path)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
        (await television.Http.PostEventsAsync("[]")).ShouldBeProblem(HttpStatusCode.Forbidden);

        var listed = await admin.AskUntilAsync("/api/v1/displays", json => Find(json, id)?.GetProperty("live").GetBoolean() == true);
        Find(listed.Json, id)!.Value.GetProperty("lastSeenAt").ValueKind.ShouldBe(JsonValueKind.String);
        listed.Json.GetRawText().ShouldNotContain(television.Secret);
    }

    [Fact]
    public async Task A_code_that_is_wrong_or_was_confirmed_names_itself_and_a_wrong_secret_claims_nothing()
    {
        var host = await shared.HostAsync();
        using var admin = host.CreateClient();
        await using var television = new Television(host);
        var id = await television.PairAsync(admin);
        foreach (var code in new[] { television.Code, "22222222" })
        {
            var refused = await admin.PostAsync("/api/v1/displays", $$"""{"code":"{{code}}","name":"x"}""");
            refused.ShouldBeProblem(HttpStatusCode.NotFound);
            refused.Pointers.ShouldBe(["/code"]);
        }

        using var thief = await shared.StrangerAsync();
        foreach (var (code, secret) in new[] { (television.Code, new string('x', 43)), ("22222222", television.Secret), (television.Code, "") })
        {
            var answer = await thief.PostAsync("/api/v1/displays/pairings/claim", JsonSerializer.Serialize(new { code, secret }));
            answer.ShouldBeProblem(secret.Length == 0 ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.NotFound);
        }

        foreach (var cookie in new[] { $"{id}.{new string('x', 43)}", $"{id}.", id, $"0123456789.{television.Secret}", new string('x', 4_000) })
        {
            using var forger = await shared.StrangerAsync();
            forger.DefaultRequestHeaders.Add("Cookie", $"funnelgrains-display={cookie}");
            (await forger.AskAsync("/api/v1/session")).ShouldBeProblem(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_revoked_television_loses_its_board_at_once_and_for_ever_and_others_keep_theirs()
    {
        var host = await shared.HostAsync();
        using var admin = host.CreateClient();
        await using var gone = new Television(host);
        await using var stays = new Television(host);
        var id = await gone.PairAsync(admin);
        await stays.PairAsync(admin);
        await gone.WatchAsync();
        await stays.WatchAsync();
        using var revoked = await admin.DeleteAsync(new Uri($"/api/v1/displays/{id}", UriKind.Relative));
        revoked.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await gone.Ended.WaitAsync(Soon);
        stays.Ended.IsCompleted.ShouldBeFalse();
        (await stays.Http.AskAsync("/api/v1/session")).Status.ShouldBe(HttpStatusCode.OK);
        (await gone.Http.AskAsync("/api/v1/session")).ShouldBeProblem(HttpStatusCode.Unauthorized);
        (await Should.ThrowAsync<WebSocketException>(gone.WatchAsync)).Message.ShouldContain("401");
        (await gone.ClaimAsync()).ShouldBeProblem(HttpStatusCode.NotFound);
        Find((await admin.AskAsync("/api/v1/displays")).Json, id).ShouldBeNull();
        using var again = await admin.DeleteAsync(new Uri($"/api/v1/displays/{id}", UriKind.Relative));
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await gone.PairAsync(admin, "anew");
    }

    [Fact]
    public async Task Settings_can_be_changed_and_what_is_wrong_with_them_is_named()
    {
        var host = await shared.HostAsync();
        using var admin = host.CreateClient();
        await using var television = new Television(host);
        var id = await television.PairAsync(admin);
        var usual = (await television.Http.AskAsync("/api/v1/session")).Json.GetProperty("display").GetProperty("settings").GetRawText();
        usual.ShouldBe("""{"names":"initials","scenes":["funnel","goals","sla","sources","today"],"seconds":24,"pinned":null,"sound":false,"language":null,"theme":"dark"}""");
        var changed = await PutAsync(admin, id, """{"name":"Outra","settings":{"scenes":["today"],"theme":"light"}}""");
        changed.Json.GetProperty("name").GetString().ShouldBe("Outra");
        var now = (await television.Http.AskAsync("/api/v1/session")).Json.GetProperty("display").GetProperty("settings");
        now.GetProperty("scenes").GetRawText().ShouldBe("""["today"]""");
        now.GetProperty("theme").GetString().ShouldBe("light");

        var wrong = await PutAsync(admin, id, """{"name":" ","settings":{"names":"all","scenes":["funnel","x","funnel"],"seconds":19,"pinned":"y","sound":1,"language":"fr","theme":"blue","more":0},"code":"x"}""");
        wrong.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        wrong.Pointers.ShouldBe(
            ["", "/name", "/settings", "/settings/names", "/settings/scenes/1", "/settings/scenes/2", "/settings/seconds", "/settings/pinned", "/settings/sound", "/settings/language", "/settings/theme"],
            ignoreOrder: true);
        (await PutAsync(admin, id, """{"name":"x","settings":{"scenes":[]}}""")).Pointers.ShouldBe(["/settings/scenes"]);
        (await PutAsync(admin, "0123456789", """{"name":"x"}""")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await admin.PostAsync("/api/v1/displays", """{"code":"ABC","name":"x"}""")).Pointers.ShouldBe(["/code"]);
    }

    [Fact]
    public async Task Only_administrators_see_and_confirm_televisions_and_another_origin_pairs_none()
    {
        using var reader = await shared.ClientAsync("read", "display", "ingest");
        (await reader.AskAsync("/api/v1/displays")).ShouldBeProblem(HttpStatusCode.Forbidden);
        (await reader.PostAsync("/api/v1/displays", "{}")).ShouldBeProblem(HttpStatusCode.Forbidden);
        using var stranger = await shared.StrangerAsync();
        (await stranger.PostAsync("/api/v1/displays", "{}")).ShouldBeProblem(HttpStatusCode.Unauthorized);
        foreach (var path in new[] { "/api/v1/displays/pairings", "/api/v1/displays/pairings/claim" })
            (await stranger.PostAsync(path, Encoding.UTF8.GetBytes("{}"), "application/json", ("Origin", "https://evil.example"))).ShouldBeProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_television_stays_let_in_over_a_kill_and_who_guesses_or_floods_is_slowed_down()
    {
        await using var host = await HostProcess.StartAsync();
        string cookie;
        await using (var television = new Television(host))
        {
            using var admin = host.CreateClient();
            await television.PairAsync(admin);
            cookie = television.Cookie!;
            for (var guess = 0; ; guess++)
            {
                var answer = await admin.PostAsync("/api/v1/displays", """{"code":"22222222","name":"x"}""");
                if (answer.Status == HttpStatusCode.TooManyRequests) break;
                guess.ShouldBeLessThan(60, "somebody who guesses is stopped");
            }

            for (var flood = 0; ; flood++)
            {
                var answer = await television.Http.PostAsync("/api/v1/displays/pairings", [], null);
                if (answer.Status == HttpStatusCode.TooManyRequests)
                {
                    answer.Message.Headers.RetryAfter.ShouldNotBeNull();
                    break;
                }

                flood.ShouldBeLessThan(60, "somebody who floods is stopped");
            }
        }

        await host.KillAsync();
        await using var restarted = await HostProcess.StartAsync(new HostLaunch { DataFolder = host.DataFolder });
        using var again = restarted.CreateClient("");
        again.DefaultRequestHeaders.Add("Cookie", $"funnelgrains-display={cookie}");
        (await again.AskAsync("/api/v1/session")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static JsonElement? Find(JsonElement list, string id) =>
        list.EnumerateArray().Where(display => display.GetProperty("id").GetString() == id).Select(display => (JsonElement?)display).FirstOrDefault();

    private static async Task<Answer> PutAsync(HttpClient client, string id, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/displays/{id}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return await client.ReadAsync(request);
    }
}
