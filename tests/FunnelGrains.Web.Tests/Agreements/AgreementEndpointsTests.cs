using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Agreements;

/// <summary>The agreement over HTTP: read, drafted, looked at, signed and published, on a host of its own.</summary>
public sealed class AgreementEndpointsTests
{
    private const string Draft = "/api/v1/agreement/draft";

    [Fact]
    public async Task An_agreement_is_drafted_compared_previewed_signed_and_published()
    {
        await using var host = await HostProcess.StartAsync();
        using var client = host.CreateClient();
        var now = (await client.AskAsync("/api/v1/agreement")).Json;
        now.GetProperty("version").GetInt32().ShouldBe(1);
        (await client.AskAsync(Draft)).ShouldBeProblem(HttpStatusCode.NotFound);
        await client.PostEventsAsync("""{"type":"lead.stage_changed","lead":"L-1","data":{"stage":"mql"}}""");

        var saved = await PutAsync(client, WithTarget(now, 8));
        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Json.ToString());
        var hash = saved.Json.GetProperty("hash").GetString();
        (await PutAsync(client, WithTarget(now, 9))).ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        (await PutAsync(client, WithTarget(now, 9), "\"99\"")).ShouldBeProblem(HttpStatusCode.PreconditionFailed);
        var changes = (await client.AskAsync(Draft + "/compare")).Json;
        changes.EnumerateArray().Select(change => change.GetProperty("kind").GetString()).ShouldBe(["clause.target_changed"]);

        var preview = (await client.PostAsync(Draft + "/preview", """{"scope":"open_clocks"}""")).Json;
        (preview.GetProperty("open").GetInt32(), preview.GetProperty("moving").GetInt32(), preview.GetProperty("dueChanging").GetInt32()).ShouldBe((1, 1, 1), preview.ToString());
        (await client.PostAsync(Draft + "/preview", "{}")).Json.GetProperty("moving").GetInt32().ShouldBe(0, "the draft takes new clocks only");

        (await client.PostAsync(Draft + "/publish", $$"""{"hash":"{{hash}}"}""")).ShouldBeProblem(HttpStatusCode.Conflict);
        foreach (var team in new[] { "marketing", "sales" })
            (await client.PostAsync(Draft + "/sign", $$"""{"team":"{{team}}","hash":"{{hash}}"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsync(Draft + "/publish", $$"""{"hash":"{{hash}}","inForceFrom":"2020-01-01T00:00:00Z"}""")).Pointers.ShouldBe(["/inForceFrom"]);
        var published = await client.PostAsync(Draft + "/publish", $$"""{"hash":"{{hash}}"}""");
        published.Status.ShouldBe(HttpStatusCode.OK, published.Json.ToString());
        (published.Json.GetProperty("version").GetInt32(), published.Json.GetProperty("status").GetString()).ShouldBe((2, "coming"));

        var versions = (await client.AskAsync("/api/v1/agreement/versions")).Json;
        versions.EnumerateArray().Select(version => version.GetProperty("status").GetString()).ShouldBe(["coming", "in_force"]);
        versions[0].GetProperty("signatures").EnumerateArray().Select(signature => signature.GetProperty("hash").GetString()).ShouldBe([hash, hash]);
        (await client.AskAsync("/api/v1/agreement/history")).Json.EnumerateArray().Select(deed => deed.GetProperty("what").GetString()).ShouldBe(["published", "signed", "signed", "draft_saved"]);
        (await client.AskAsync("/api/v1/agreement")).Json.GetProperty("version").GetInt32().ShouldBe(1);
        (await client.AskAsync("/api/v1/audit")).Json.GetProperty("differences").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_draft_that_cannot_be_taken_is_refused_with_every_pointer_and_nothing_is_kept()
    {
        await using var host = await HostProcess.StartAsync();
        using var client = host.CreateClient();
        var now = (await client.AskAsync("/api/v1/agreement")).Json;
        var wrong = WithTarget(now, 8);
        wrong["teams"]![0]!["calendar"] = "none";
        wrong["stages"]![0]!["team"] = "nobody";
        (await PutAsync(client, wrong)).Pointers.ShouldBe(["/teams/0/calendar", "/stages/0/team"], ignoreOrder: true);
        wrong = WithTarget(now, 0);
        (await PutAsync(client, wrong)).Pointers.ShouldBe(["/clauses/0/target/n"]);
        (await client.AskAsync(Draft)).ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_reads_sees_the_agreement_and_changes_nothing()
    {
        await using var host = await HostProcess.StartAsync();
        using var admin = host.CreateClient();
        var made = await admin.PostAsync("/api/v1/keys", """{"name":"reader","scopes":["read"]}""");
        using var reader = host.CreateClient(made.Json.GetProperty("text").GetString()!);
        var now = await reader.AskAsync("/api/v1/agreement");
        now.Status.ShouldBe(HttpStatusCode.OK);
        (await PutAsync(reader, WithTarget(now.Json, 8))).ShouldBeProblem(HttpStatusCode.Forbidden);
        foreach (var deed in new[] { "preview", "sign", "publish" }) (await reader.PostAsync($"{Draft}/{deed}", "{}")).ShouldBeProblem(HttpStatusCode.Forbidden);
    }

    private static JsonObject WithTarget(JsonElement agreement, int hours)
    {
        var document = JsonObject.Create(agreement.Clone())!.DeepClone().AsObject();
        document["clauses"]![0]!["target"]!["n"] = hours;
        return document;
    }

    private static async Task<Answer> PutAsync(HttpClient client, JsonObject document, string? seen = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Draft) { Content = new StringContent(document.ToJsonString(), Encoding.UTF8, "application/json") };
        if (seen is not null) request.Headers.TryAddWithoutValidation("If-Match", seen);
        return await client.ReadAsync(request);
    }
}
