using System.Net;
using System.Net.Http.Headers;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Access;

/// <summary>Keys: who may make them, what they open, when they stop.</summary>
public sealed class KeyTests(SharedHost host)
{
    private static readonly string[] Everything = ["/api/v1/funnel", "/api/v1/leads", "/api/v1/breaches", "/api/v1/session", "/api/v1/audit", "/api/v1/keys"];

    [Theory]
    [InlineData("read", "/api/v1/funnel", "/api/v1/leads", "/api/v1/breaches", "/api/v1/session")]
    [InlineData("display", "/api/v1/session")]
    [InlineData("admin", "/api/v1/audit", "/api/v1/keys")]
    [InlineData("ingest")]
    public async Task A_key_opens_its_scope_and_nothing_else(string scope, params string[] opens)
    {
        using var client = await host.ClientAsync([scope]);
        foreach (var path in Everything)
        {
            var answer = await client.AskAsync(path);
            if (opens.Contains(path)) answer.Status.ShouldBe(HttpStatusCode.OK, path);
            else answer.ShouldBeProblem(HttpStatusCode.Forbidden);
        }

        var posted = await client.PostEventsAsync("[]");
        if (scope == "ingest") posted.Status.ShouldBe(HttpStatusCode.OK);
        else posted.ShouldBeProblem(HttpStatusCode.Forbidden);
        (await client.PostAsync("/api/v1/keys", "{}")).Status.ShouldBe(scope == "admin" ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer short")]
    [InlineData("Bearer fg_0123456789_0123456789ABCDEFGHIJKLMNOPQRSTUV")]
    [InlineData("Bearer a text of twenty characters or more")]
    [InlineData("Basic dGVzdC1hZG1pbi1rZXktMDEyMzQ1Njc4OQ==")]
    public async Task Without_a_valid_key_nothing_opens(string? authorization)
    {
        using var client = await host.StrangerAsync();
        if (authorization is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization).ShouldBeTrue();
        foreach (var path in Everything)
        {
            var answer = await client.AskAsync(path);
            answer.ShouldBeProblem(HttpStatusCode.Unauthorized);
            answer.Message.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
        }

        (await client.PostEventsAsync("[]")).ShouldBeProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_secret_of_a_known_key_is_needed_to_its_last_character()
    {
        var text = await host.KeyAsync("read");
        using var client = await host.StrangerAsync();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text[..^1] + (text[^1] == 'x' ? 'y' : 'x'));
        (await client.AskAsync("/api/v1/funnel")).ShouldBeProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_is_shown_once_listed_without_its_secret_and_kept_as_a_hash()
    {
        using var admin = await host.ClientAsync();
        var made = await admin.PostAsync("/api/v1/keys", """{"name":" CRM of Recife ","scopes":["read","ingest"]}""");
        made.Status.ShouldBe(HttpStatusCode.Created);
        made.Message.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var (id, text) = (made.Json.GetProperty("id").GetString()!, made.Json.GetProperty("text").GetString()!);
        text.ShouldMatch($"^fg_{id}_[0-9A-Za-z]{{32}}$");
        var listed = (await admin.AskAsync("/api/v1/keys")).Json.EnumerateArray().Single(key => key.GetProperty("id").GetString() == id);
        listed.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "name", "scopes", "createdAt"]);
        listed.GetProperty("name").GetString().ShouldBe("CRM of Recife");
        var secret = text[^32..];
        var data = (await host.HostAsync()).DataFolder;
        Directory.EnumerateFiles(data, "*.db*").Where(file => Holds(file, secret)).ShouldBeEmpty();
        Directory.EnumerateFiles(data, "*.db*").Where(file => Holds(file, id)).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("""{"scopes":["read"]}""", "/name")]
    [InlineData("""{"name":"  ","scopes":["read"]}""", "/name")]
    [InlineData("""{"name":"a\nb","scopes":["read"]}""", "/name")]
    [InlineData("""{"name":"x"}""", "/scopes")]
    [InlineData("""{"name":"x","scopes":[]}""", "/scopes")]
    [InlineData("""{"name":"x","scopes":"read"}""", "/scopes")]
    [InlineData("""{"name":"x","scopes":["read","write"]}""", "/scopes/1")]
    [InlineData("""{"name":"x","scopes":["read","read"]}""", "/scopes/1")]
    [InlineData("""{"name":"x","scopes":["read"],"workspace":"other"}""", "")]
    [InlineData("[]", "")]
    public async Task What_cannot_be_a_key_is_named(string body, string pointer)
    {
        using var admin = await host.ClientAsync();
        var answer = await admin.PostAsync("/api/v1/keys", body);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer.Pointers.ShouldBe([pointer]);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_more_at_the_node_that_revoked_it()
    {
        var text = await host.KeyAsync("read");
        using var client = (await host.HostAsync()).CreateClient(text);
        using var admin = await host.ClientAsync();
        (await client.AskAsync("/api/v1/funnel")).Status.ShouldBe(HttpStatusCode.OK);
        using var revoked = await admin.DeleteAsync($"/api/v1/keys/{text.Split('_')[1]}");
        revoked.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await client.AskAsync("/api/v1/funnel")).ShouldBeProblem(HttpStatusCode.Unauthorized);
        using var again = await admin.DeleteAsync($"/api/v1/keys/{text.Split('_')[1]}");
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static bool Holds(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.GetBuffer().AsSpan(0, (int)all.Length).IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
