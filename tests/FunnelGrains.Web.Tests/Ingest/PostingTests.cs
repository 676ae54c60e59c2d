using System.Net;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Ingest;

/// <summary><c>POST /api/v1/events</c> in our own spelling, line by line of the contract.</summary>
public sealed class PostingTests(SharedHost host)
{
    private const string At = "\"occurredAt\":\"2026-01-05T09:15:00.000-03:00\"";

    [Fact]
    public async Task An_event_is_durable_counted_and_readable_when_it_is_answered()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        var answer = await client.PostEventsAsync(
            $$$"""{"id":"crm-1","type":"lead.stage_changed","lead":"{{{lead}}}",{{{At}}},"actor":"ana","data":{"stage":"mql"},"personal":{"email":"eva@example.com"}}""");
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Counts.ShouldBe((1, 0, 0));
        answer.Statuses.ShouldBeEmpty();
        var read = (await client.AskAsync($"/api/v1/leads/{lead}")).Json;
        read.GetProperty("stage").GetString().ShouldBe("mql");
        read.GetProperty("personal").GetProperty("email").GetString().ShouldBe("eva@example.com");
        var entry = read.GetProperty("timeline")[0];
        entry.GetProperty("id").GetString().ShouldBe("crm-1");
        entry.GetProperty("actor").GetString().ShouldBe("ana");
        entry.GetProperty("occurredAt").GetString().ShouldBe("2026-01-05T12:15:00Z");
    }

    [Fact]
    public async Task Of_an_array_the_good_ones_are_kept_and_the_answer_says_which_is_which()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        var first = $$$"""{"id":"a","type":"lead.captured","lead":"{{{lead}}}",{{{At}}}}""";
        (await client.PostEventsAsync(first)).Counts.ShouldBe((1, 0, 0));
        var answer = await client.PostEventsAsync($$$"""
            [{{{first}}},
             {"id":"b","type":"lead.touched","lead":"{{{lead}}}",{{{At}}},"data":{"channel":"call"}},
             {"id":"c","type":"lead.touched","lead":"{{{lead}}}",{{{At}}},"data":{"channel":7,"automated":"yes"},"personal":{"age":3}},
             {"id":"a","type":"lead.captured","lead":"{{{lead}}}",{{{At}}},"data":{"source":"other"}}]
            """);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Counts.ShouldBe((1, 2, 1));
        answer.Statuses.ShouldBe(["duplicate", "refused", "duplicate"]);
        var results = answer.Json.GetProperty("results");
        results[0].TryGetProperty("differs", out _).ShouldBeFalse();
        results[1].GetProperty("index").GetInt32().ShouldBe(2);
        results[1].GetProperty("id").GetString().ShouldBe("c");
        results[1].GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["/personal", "/data/channel", "/data/automated"], ignoreOrder: true);
        results[2].GetProperty("differs").GetBoolean().ShouldBeTrue();
        (await client.TimelineAsync(lead)).ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59-03:00")]
    [InlineData("-9998-01-01T00:00:00+01:00")]
    public async Task A_time_whose_instant_lies_beyond_the_calendar_is_refused_and_takes_no_neighbour_with_it(string time)
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        var answer = await client.PostEventsAsync($$"""
            [{"type":"lead.captured","lead":"{{lead}}","occurredAt":"{{time}}"},{"id":"good","type":"lead.captured","lead":"{{lead}}"}]
            """);
        answer.Counts.ShouldBe((1, 0, 1));
        answer.Pointers.ShouldHaveSingleItem().ShouldBe("/occurredAt");
        var cloud = await client.PostEventsAsync(
            $$"""{"specversion":"1.0","id":"7","source":"/crm","type":"lead.captured","subject":"{{lead}}","time":"{{time}}"}""", "application/cloudevents+json");
        cloud.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        cloud.Pointers.ShouldHaveSingleItem().ShouldBe("/time");
    }

    [Fact]
    public async Task Events_that_cannot_be_read_take_no_neighbour_with_them()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        string One(string id, string more) => $$$"""{"id":"{{{id}}}","type":"lead.captured","lead":"{{{lead}}}"{{{more}}}}""";
        var answer = await client.PostEventsAsync($"[{One("a", "")},{One("b", ",\"id\":\"c\"")},{One("d", ",\"\\ud800\":1")},{One("e", "")}]");
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Counts.ShouldBe((2, 0, 2));
        answer.Json.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("index").GetInt32()).ShouldBe([1, 2]);
        (await client.TimelineAsync(lead)).ShouldBe(["a", "e"]);
    }

    [Fact]
    public async Task All_results_are_listed_when_asked_for()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        var body = $$$"""[{"id":"a","type":"lead.captured","lead":"{{{lead}}}"},{"id":"b","type":"nothing","lead":"{{{lead}}}"}]""";
        var answer = await client.PostAsync("/api/v1/events?results=all", body);
        answer.Statuses.ShouldBe(["accepted", "refused"]);
        (await client.PostAsync("/api/v1/events?results=some", body)).ShouldBeProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task When_all_are_refused_the_status_says_so()
    {
        using var client = await host.ClientAsync();
        var answer = await client.PostEventsAsync("""[{"type":"lead.merged","lead":"x"},{"lead":"x","what":1},7,{}]""");
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Counts.ShouldBe((0, 0, 4));
        var errors = answer.Json.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("errors").EnumerateObject().Select(error => error.Name).ToArray()).ToArray();
        errors.ShouldBe([["/type"], ["/what", "/type"], [""], ["/type", "/lead"]]);
    }

    [Fact]
    public async Task An_empty_array_is_nothing_to_do() => (await (await host.ClientAsync()).PostEventsAsync("[]")).Counts.ShouldBe((0, 0, 0));

    [Theory]
    [InlineData("ana@example.com")]
    [InlineData("@")]
    [InlineData("+5511999998888")]
    [InlineData("")]
    [InlineData("a\\u0000b")]
    public async Task A_lead_that_could_be_a_person_or_nothing_is_refused(string lead)
    {
        using var client = await host.ClientAsync();
        var answer = await client.PostEventsAsync($$"""{"type":"lead.captured","lead":"{{lead}}"}""");
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Pointers.ShouldBe(["/lead"]);
    }

    [Fact]
    public async Task Ids_have_1_to_200_characters()
    {
        using var client = await host.ClientAsync();
        var most = Answers.NewLead().PadRight(200, 'é');
        (await client.PostEventsAsync($$"""{"id":"{{most}}","type":"lead.captured","lead":"{{most}}"}""")).Counts.ShouldBe((1, 0, 0));
        (await client.TimelineAsync(most)).ShouldBe([most]);
        (await client.PostEventsAsync($$"""{"id":"{{most}}x","type":"lead.captured","lead":"{{most}}x"}""")).Pointers.ShouldBe(["/id", "/lead"]);
        (await client.PostEventsAsync($$"""{"id":"","type":"lead.captured","lead":"{{most}}"}""")).Pointers.ShouldBe(["/id"]);
        (await client.PostEventsAsync("""{"type":"lead.captured","lead":{"email":"a@b.c"}}""")).Pointers.ShouldBe(["/lead"]);
    }

    [Theory]
    [InlineData("2026-01-05T09:15:00")]
    [InlineData("2026-13-05T09:15:00Z")]
    [InlineData("2026-02-30T09:15:00Z")]
    [InlineData("05/01/2026")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("")]
    public async Task A_time_is_a_real_one_with_its_offset_and_not_in_the_future(string at)
    {
        using var client = await host.ClientAsync();
        (await client.PostEventsAsync($$"""{"type":"lead.captured","lead":"x","occurredAt":"{{at}}"}""")).Pointers.ShouldBe(["/occurredAt"]);
    }

    [Fact]
    public async Task Personal_data_stands_apart_and_in_no_list()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        await client.PostEventsAsync($$$"""{"type":"lead.captured","lead":"{{{lead}}}","personal":{"name":"Eva Sigilosa","phone":"+551199"},"data":{"score":4}}""");
        // Lists follow within a second.
        var listed = await client.AskUntilAsync($"/api/v1/leads?q={lead}", json => json.GetProperty("leads").GetArrayLength() == 1);
        listed.Json.ToString().ShouldNotContain("Sigilosa");
        var read = (await client.AskAsync($"/api/v1/leads/{lead}")).Json;
        read.GetProperty("personal").GetProperty("name").GetString().ShouldBe("Eva Sigilosa");
        read.GetProperty("attributes").ToString().ShouldNotContain("Sigilosa");
        read.GetProperty("timeline").ToString().ShouldNotContain("Sigilosa");
        var refused = await client.PostEventsAsync($$$"""{"type":"lead.captured","lead":"{{{lead}}}","personal":{"Joana Secreta":"x","email":7}}""");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await host.HostAsync()).Lines.ToString().ShouldNotContain("Sigilosa");
        refused.Json.ToString().ShouldNotContain("Secreta");
    }
}
