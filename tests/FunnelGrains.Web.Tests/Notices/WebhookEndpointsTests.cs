using System.Net;
using System.Text;
using System.Text.Json;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Notices;

public sealed class WebhookEndpointsTests(SharedHost shared)
{
    private const string Crm = """{"kind":"webhook","name":"CRM","target":"https://crm.example.com/hooks","types":["sla.breached"],"teams":["sales"],"clauses":["accept_mql"]}""";

    [Fact]
    public async Task An_endpoint_that_was_made_is_read_listed_changed_paused_rotated_and_deleted()
    {
        using var client = await shared.ClientAsync();
        var id = NewId();
        var made = await SendAsync(client, HttpMethod.Put, id, Crm);
        made.Status.ShouldBe(HttpStatusCode.Created, made.Json.ToString());
        made.Json.GetProperty("secret").GetString()!.ShouldStartWith("whsec_");
        made.Message.Headers.CacheControl!.NoStore.ShouldBeTrue();

        var read = await client.AskAsync($"/api/v1/webhooks/{id}");
        read.Json.GetProperty("secret").ValueKind.ShouldBe(JsonValueKind.Null, "secrets are shown once");
        (Text(read, "kind"), Text(read, "name"), Text(read, "target"), Text(read, "language"), Text(read, "state")).ShouldBe(("webhook", "CRM", "https://crm.example.com/hooks", "pt", "active"));
        Texts(read, "types").ShouldBe(["sla.breached"]);
        Texts(read, "teams").ShouldBe(["sales"]);
        Texts(read, "clauses").ShouldBe(["accept_mql"]);
        Texts(read, "recipients").ShouldBeEmpty();
        var standing = await SendAsync(client, HttpMethod.Put, id, """{"kind":"webhook","name":"Ana","target":"https://crm.example.com/hooks","types":[],"recipients":["owner:ana","channel:deals"]}""");
        Texts(standing, "recipients").ShouldBe(["owner:ana", "channel:deals"]);

        var changed = await SendAsync(client, HttpMethod.Put, id, Crm.Replace("CRM", "Other", StringComparison.Ordinal));
        changed.Status.ShouldBe(HttpStatusCode.OK);
        (Text(changed, "name"), changed.Json.GetProperty("secret").ValueKind).ShouldBe(("Other", JsonValueKind.Null));
        (await client.AskAsync("/api/v1/webhooks")).Json.EnumerateArray().Select(one => one.GetProperty("id").GetString()).ShouldContain(id);

        Text(await SendAsync(client, HttpMethod.Post, $"{id}/pause"), "state").ShouldBe("paused");
        Text(await SendAsync(client, HttpMethod.Post, $"{id}/resume"), "state").ShouldBe("active");
        var rotated = await SendAsync(client, HttpMethod.Post, $"{id}/secret");
        Text(rotated, "secret").ShouldStartWith("whsec_");
        Text(rotated, "secret").ShouldNotBe(Text(made, "secret"));
        (await client.AskAsync($"/api/v1/webhooks/{id}")).Json.GetProperty("oldSecretUntil").ValueKind.ShouldBe(JsonValueKind.String);

        (await SendAsync(client, HttpMethod.Delete, id)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await client.AskAsync($"/api/v1/webhooks/{id}")).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"kind":"fax","name":"x","target":"https://example.com","types":["sla.breached"]}""", "/kind")]
    [InlineData("""{"kind":"webhook","name":"","target":"https://example.com","types":["sla.breached"]}""", "/name")]
    [InlineData("""{"kind":"webhook","name":"x","target":"nowhere","types":["sla.breached"]}""", "/target")]
    [InlineData("""{"kind":"webhook","name":"x","target":"http://example.com","types":["sla.breached"]}""", "/target")]
    [InlineData("""{"kind":"slack","name":"x","target":"https://169.254.169.254/","types":["sla.breached"]}""", "/target")]
    [InlineData("""{"kind":"teams","name":"x","target":"https://[::1]:8443/","types":["sla.breached"]}""", "/target")]
    [InlineData("""{"kind":"email","name":"x","target":"ana@example.com","types":["sla.breached"]}""", "/kind")]
    [InlineData("""{"kind":"email","name":"x","target":"ana@example.com\r\nBcc: b@example.com","types":["sla.breached"]}""", "/target")]
    [InlineData("""{"kind":"webhook","name":"x","target":"https://example.com","types":[]}""", "/types")]
    [InlineData("""{"kind":"webhook","name":"x","target":"https://example.com","types":["sla.breached","lead.captured"]}""", "/types/1")]
    [InlineData("""{"kind":"webhook","name":"x","target":"https://example.com","types":["sla.breached"],"teams":["sales","nobody"]}""", "/teams/1")]
    [InlineData("""{"kind":"webhook","name":"x","target":"https://example.com","types":["sla.breached"],"clauses":["nothing"]}""", "/clauses/0")]
    [InlineData("""{"kind":"webhook","name":"x","target":"https://example.com","types":["sla.breached"],"language":"fr"}""", "/language")]
    [InlineData("""{"kind":"webhook","name":"x","target":"https://example.com","types":[],"recipients":["ana"]}""", "/recipients/0")]
    [InlineData("""{"kind":"webhook","name":"x","target":"https://example.com","types":[],"recipients":["owner:ana","manager:nobody"]}""", "/recipients/1")]
    [InlineData("""{"kind":"webhook","name":"x","target":"https://example.com","types":["sla.breached"],"secret":"mine"}""", "/secret")]
    public async Task What_is_wrong_is_named_by_its_pointer(string body, string pointer)
    {
        using var client = await shared.ClientAsync();
        var answer = await SendAsync(client, HttpMethod.Put, NewId(), body);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer.Pointers.ShouldBe([pointer]);
    }

    [Fact]
    public async Task A_kind_stays_what_it_is()
    {
        using var client = await shared.ClientAsync();
        var id = NewId();
        await SendAsync(client, HttpMethod.Put, id, Crm);
        (await SendAsync(client, HttpMethod.Put, id, Crm.Replace("webhook", "slack", StringComparison.Ordinal))).Pointers.ShouldBe(["/kind"]);
        await SendAsync(client, HttpMethod.Delete, id);
    }

    [Fact]
    public async Task A_key_to_read_sees_endpoints_and_changes_nothing_and_a_key_to_post_events_sees_none()
    {
        using var admin = await shared.ClientAsync();
        using var reader = await shared.ClientAsync("read");
        using var poster = await shared.ClientAsync("ingest");
        var id = NewId();
        await SendAsync(admin, HttpMethod.Put, id, Crm);
        foreach (var path in new[] { "", $"/{id}", $"/{id}/attempts", $"/{id}/dead" })
        {
            (await reader.AskAsync($"/api/v1/webhooks{path}")).Status.ShouldBe(HttpStatusCode.OK, path);
            (await poster.AskAsync($"/api/v1/webhooks{path}")).Status.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        (await SendAsync(reader, HttpMethod.Put, id, Crm)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(reader, HttpMethod.Delete, id)).Status.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var path in new[] { "pause", "resume", "secret", "test", "dead/replay", "dead/msg_1/replay" })
            (await SendAsync(reader, HttpMethod.Post, $"{id}/{path}")).Status.ShouldBe(HttpStatusCode.Forbidden, path);
        await SendAsync(admin, HttpMethod.Delete, id);
    }

    [Fact]
    public async Task Of_an_endpoint_that_is_not_there_nothing_can_be_asked()
    {
        using var client = await shared.ClientAsync();
        foreach (var path in new[] { "", "/attempts", "/dead" }) (await client.AskAsync($"/api/v1/webhooks/none{path}")).ShouldBeProblem(HttpStatusCode.NotFound);
        foreach (var path in new[] { "pause", "resume", "secret", "test", "dead/replay", "dead/msg_1/replay" })
            (await SendAsync(client, HttpMethod.Post, $"none/{path}")).ShouldBeProblem(HttpStatusCode.NotFound);
        (await client.AskAsync("/api/v1/webhooks/none/attempts?before=x")).ShouldBeProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_test_message_of_a_real_host_arrives_and_the_attempt_is_listed()
    {
        var port = FreePort.Next();
        using var receiver = new HttpListener();
        receiver.Prefixes.Add($"http://127.0.0.1:{port}/");
        receiver.Start();
        await using var host = await HostProcess.StartAsync(new HostLaunch().With("FunnelGrains__Notices__AllowHttp", "true").With("FunnelGrains__Notices__AllowPrivate", "true"));
        using var client = host.CreateClient();
        (await SendAsync(client, HttpMethod.Put, "crm", Crm.Replace("https://crm.example.com", $"http://127.0.0.1:{port}", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.Created);
        var test = await SendAsync(client, HttpMethod.Post, "crm/test");
        test.Status.ShouldBe(HttpStatusCode.Accepted);
        var came = await receiver.GetContextAsync();
        came.Request.Headers["webhook-id"].ShouldBe(Text(test, "message"));
        came.Response.StatusCode = 202;
        came.Response.Close();
        var attempts = await client.AskUntilAsync("/api/v1/webhooks/crm/attempts", json => json.GetArrayLength() == 1);
        var attempt = attempts.Json[0];
        (attempt.GetProperty("message").GetString(), attempt.GetProperty("reason").GetString(), attempt.GetProperty("code").GetInt32()).ShouldBe((Text(test, "message"), "delivered", 202));
        var metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        metrics.ShouldContain("funnelgrains_notice_sent_total");
        host.Lines.ToString().ShouldNotContain("whsec_");
    }

    private static string NewId() => $"t{Guid.NewGuid():N}";

    private static string Text(Answer answer, string name) => answer.Json.GetProperty(name).GetString()!;

    private static IEnumerable<string> Texts(Answer answer, string name) => answer.Json.GetProperty(name).EnumerateArray().Select(one => one.GetString()!);

    private static async Task<Answer> SendAsync(HttpClient client, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/webhooks/{path}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.ReadAsync(request);
    }
}
