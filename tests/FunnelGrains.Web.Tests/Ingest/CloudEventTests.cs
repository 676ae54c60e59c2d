using System.Net;
using System.Text.Json;
using FunnelGrains.Testing;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Ingest;

/// <summary>CloudEvents in their three kinds of body, and the conformance sets of cloudevents/conformance.</summary>
public sealed class CloudEventTests(SharedHost host)
{
    private const string Structured = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";

    [Fact]
    public async Task What_is_no_CloudEvent_is_told_from_what_is_none_of_ours()
    {
        using var client = await host.ClientAsync();
        foreach (var (name, json) in Set("invalid-events.json", "event"))
        {
            (await client.PostEventsAsync(json.GetRawText(), Structured)).ShouldBeProblem(HttpStatusCode.BadRequest);
            var batch = await client.PostEventsAsync($"[{json.GetRawText()}]", Batch);
            batch.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, name);
            batch.Errors.GetProperty("")[0].GetString().ShouldBe("is not a CloudEvent 1.0", name);
        }

        foreach (var (name, json) in Set("valid-events.json", "event"))
        {
            var answer = await client.PostEventsAsync(json.GetRawText(), Structured);
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, name);
            answer.Errors.GetProperty("/type")[0].GetString().ShouldBe("is not a type of event that may be posted", name);
            answer.Pointers.ShouldNotContain("", name);
        }
    }

    [Fact]
    public async Task Valid_batches_are_read_to_their_last_event_and_an_empty_one_is_legal()
    {
        using var client = await host.ClientAsync();
        foreach (var (name, json) in Set("valid-batches.json", "batch"))
        {
            var answer = await client.PostEventsAsync(json.GetRawText(), Batch);
            answer.Counts.ShouldBe((0, 0, json.GetArrayLength()), name);
            answer.Status.ShouldBe(json.GetArrayLength() == 0 ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, name);
            answer.Json.GetProperty("results").EnumerateArray().ShouldAllBe(result => result.GetProperty("errors").GetProperty("/type").GetArrayLength() == 1);
        }
    }

    [Fact]
    public async Task A_structured_one_becomes_an_event()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        (await client.PostEventsAsync(
            $$$$"""{"specversion":"1.0","id":"7","source":"/crm","type":"lead.stage_changed","subject":"{{{{lead}}}}","time":"2026-01-05T09:15:00-03:00","actor":"ana","ourext":3,"data":{"stage":"mql","personal":{"name":"Eva"}}}""",
            Structured + "; charset=UTF-8")).Counts.ShouldBe((1, 0, 0));
        var read = (await client.AskAsync($"/api/v1/leads/{lead}")).Json;
        read.GetProperty("stage").GetString().ShouldBe("mql");
        read.GetProperty("personal").GetProperty("name").GetString().ShouldBe("Eva");
        var entry = read.GetProperty("timeline")[0];
        entry.GetProperty("id").GetString().ShouldBe("/crm 7");
        entry.GetProperty("actor").GetString().ShouldBe("ana");
        entry.GetProperty("occurredAt").GetString().ShouldBe("2026-01-05T12:15:00Z");
    }

    [Fact]
    public async Task A_batch_keeps_the_good_neighbours_of_what_is_none()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        string One(string id, string more = "") => $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"s","type":"lead.captured","subject":"{{{lead}}}"{{{more}}}}""";
        var answer = await client.PostEventsAsync($"[{One("a")},{One("", ",\"data\":{}")},7,{One("b", ",\"Bad\":1")},{One("c")}]", Batch);
        answer.Counts.ShouldBe((2, 0, 3));
        (await client.TimelineAsync(lead)).ShouldBe(["s a", "s c"], ignoreOrder: true);
    }

    [Fact]
    public async Task Source_and_id_together_are_the_identity()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        string One(string source, string id) => $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"{{{source}}}","type":"lead.captured","subject":"{{{lead}}}"}""";
        (await client.PostEventsAsync(One("a", "1"), Structured)).Counts.ShouldBe((1, 0, 0));
        (await client.PostEventsAsync(One("a", "1"), Structured)).Counts.ShouldBe((0, 1, 0));
        (await client.PostEventsAsync(One("b", "1"), Structured)).Counts.ShouldBe((1, 0, 0));
        var far = new string('x', 300);
        (await client.PostEventsAsync(One(far, "1"), Structured)).Counts.ShouldBe((1, 0, 0));
        (await client.PostEventsAsync(One(far, "2"), Structured)).Counts.ShouldBe((1, 0, 0));
        (await client.PostEventsAsync(One(far, "1"), Structured)).Counts.ShouldBe((0, 1, 0));
    }

    [Fact]
    public async Task A_binary_one_has_its_attributes_in_headers()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead() + " ção";
        var answer = await client.PostEventsAsync(
            """{"stage":"mql"}""", "application/json", ("ce-specversion", "1.0"), ("ce-id", "1"), ("ce-source", "/crm"), ("ce-type", "lead.stage_changed"),
            ("CE-Subject", Uri.EscapeDataString(lead)), ("ce-time", "2026-01-05T09:15:00Z"));
        answer.Counts.ShouldBe((1, 0, 0), answer.Json.ToString());
        (await client.TimelineAsync(lead)).ShouldBe(["/crm 1"]);
        var noData = await client.PostAsync(
            "/api/v1/events", [], null, ("ce-specversion", "1.0"), ("ce-id", "2"), ("ce-source", "/crm"), ("ce-type", "lead.captured"), ("ce-lead", Uri.EscapeDataString(lead)));
        noData.Counts.ShouldBe((1, 0, 0), noData.Json.ToString());
    }

    [Fact]
    public async Task A_binary_one_that_is_none_says_which_header_is_missing()
    {
        using var client = await host.ClientAsync();
        var answer = await client.PostEventsAsync("{}", "application/json", ("ce-id", "1"), ("ce-type", "lead.captured"), ("ce-time", "lunchtime"));
        answer.ShouldBeProblem(HttpStatusCode.BadRequest);
        answer.Pointers.ShouldBe(["/specversion", "/source", "/time"], ignoreOrder: true);
        (string, string)[] all = [("ce-specversion", "1.0"), ("ce-id", "1"), ("ce-source", "/crm"), ("ce-type", "lead.captured"), ("ce-subject", "x")];
        (await client.PostEventsAsync("{", "application/json", all)).ShouldBeProblem(HttpStatusCode.BadRequest);
        (await client.PostEventsAsync("Simple text", "text/plain", all)).Pointers.ShouldBe(["/datacontenttype"]);
        (await client.PostEventsAsync("[]", "application/json", all)).Pointers.ShouldBe(["/data"]);
    }

    [Fact]
    public async Task Data_may_come_in_base_64_and_must_be_JSON()
    {
        using var client = await host.ClientAsync();
        string One(string lead, string more) => $$$"""{"specversion":"1.0","id":"1","source":"s","type":"lead.stage_changed","subject":"{{{lead}}}",{{{more}}}}""";
        var lead = Answers.NewLead();
        var data = Convert.ToBase64String("""{"stage":"sal"}"""u8);
        (await client.PostEventsAsync(One(lead, $"\"data_base64\":\"{data}\""), Structured)).Counts.ShouldBe((1, 0, 0));
        (await client.AskAsync($"/api/v1/leads/{lead}")).Json.GetProperty("stage").GetString().ShouldBe("sal");
        (await client.PostEventsAsync(One(lead, "\"data_base64\":\"%%\""), Structured)).ShouldBeProblem(HttpStatusCode.BadRequest);
        (await client.PostEventsAsync(One(lead, "\"data_base64\":\"e30=\",\"datacontenttype\":\"application/xml\""), Structured)).Pointers.ShouldBe(["/datacontenttype"]);
        (await client.PostEventsAsync(One(lead, "\"data\":{\"stage\":\"mql\"},\"datacontenttype\":\"application/vnd.crm+json; v=1\""), Structured)).Counts.ShouldBe((0, 1, 0));
    }

    [Fact]
    public async Task The_lead_must_be_named()
    {
        using var client = await host.ClientAsync();
        var answer = await client.PostEventsAsync("""{"specversion":"1.0","id":"1","source":"s","type":"lead.captured"}""", Structured);
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Pointers.ShouldBe(["/subject"]);
        (await client.PostEventsAsync("""{"specversion":"1.0","id":"1","source":"s","type":"lead.captured","subject":"x","lead":"a@b.c"}""", Structured)).Pointers.ShouldBe(["/lead"]);
    }

    private static List<(string Name, JsonElement Json)> Set(string file, string member)
    {
        var tests = JsonElement.Parse(File.ReadAllText(SharedData.Path("cloudevents", file))).GetProperty("tests");
        return [.. tests.EnumerateArray().Select(test => (test.GetProperty("id").GetString()!, test.GetProperty(member)))];
    }
}
