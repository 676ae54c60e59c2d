using System.Net;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Ingest;

/// <summary>What makes a second event the same as the first.</summary>
public sealed class RepeatTests(SharedHost host)
{
    [Fact]
    public async Task An_event_without_id_is_known_again_by_what_it_says()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        (await client.PostEventsAsync(
            $$$"""{"type":"lead.captured","lead":"{{{lead}}}","occurredAt":"2026-01-05T09:15:00-03:00","data":{"source":"ads","b":"é","a":1},"personal":{"name":"Eva","email":"e@x.y"}}"""))
            .Counts.ShouldBe((1, 0, 0));
        var again = await client.PostEventsAsync($$$"""
            { "personal": {"email": "e@x.y", "name": "E\u0076a"}, "data": {"a" : 1, "b": "\u00e9", "source": "ads"},
              "occurredAt": "2026-01-05T12:15:00.000Z", "lead": "{{{lead}}}", "type": "lead.captured" }
            """);
        again.Counts.ShouldBe((0, 1, 0));
        again.Json.GetProperty("results")[0].TryGetProperty("differs", out _).ShouldBeFalse();
        foreach (var other in new[] { """{"source":"ads","b":"é","a":2}""", """{"source":"ads","b":"é"}""", """{"source":"Ads","b":"é","a":1}""" })
            (await client.PostEventsAsync(
                $$$"""{"type":"lead.captured","lead":"{{{lead}}}","occurredAt":"2026-01-05T09:15:00-03:00","data":{{{other}}},"personal":{"name":"Eva","email":"e@x.y"}}"""))
                .Counts.ShouldBe((1, 0, 0), other);
    }

    [Fact]
    public async Task Personal_data_takes_no_part_in_an_id_so_that_nobody_can_guess_it_from_there()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        string Event(string personal) => $$$"""{"type":"lead.updated","lead":"{{{lead}}}","occurredAt":"2026-01-05T09:15:00Z","data":{"score":3}{{{personal}}}}""";
        (await client.PostEventsAsync(Event(""","personal":{"email":"eva@example.com"}"""))).Counts.ShouldBe((1, 0, 0));
        var id = (await client.TimelineAsync(lead)).ShouldHaveSingleItem();
        foreach (var other in new[] { ""","personal":{"email":"ana@example.com"}""", "" })
        {
            var answer = await client.PostEventsAsync(Event(other));
            answer.Counts.ShouldBe((0, 1, 0), other);
            var result = answer.Json.GetProperty("results")[0];
            (result.GetProperty("id").GetString(), result.GetProperty("differs").GetBoolean()).ShouldBe((id, true), "its sender learns that something of it was not taken");
        }

        (await client.AskAsync($"/api/v1/leads/{lead}")).Json.GetProperty("personal").GetProperty("email").GetString().ShouldBe("eva@example.com");
    }

    [Fact]
    public async Task An_event_with_neither_id_nor_time_counts_each_time()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        var body = $$$"""{"type":"lead.touched","lead":"{{{lead}}}","data":{"channel":"call"}}""";
        for (var i = 0; i < 2; i++) (await client.PostEventsAsync(body)).Counts.ShouldBe((1, 0, 0));
        (await client.TimelineAsync(lead)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_idempotency_key_makes_a_repeat_a_duplicate_place_by_place()
    {
        using var client = await host.ClientAsync();
        var lead = Answers.NewLead();
        var one = $$$"""{"type":"lead.touched","lead":"{{{lead}}}","data":{"channel":"call"}}""";
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        (await client.PostEventsAsync($"[{one},{one}]", headers: key)).Counts.ShouldBe((2, 0, 0));
        var again = await client.PostEventsAsync($"{one}\n\n{one}\n{one}", "application/x-ndjson", key);
        again.Counts.ShouldBe((1, 2, 0));
        again.Json.ToString().ShouldNotContain("differs");
        using var other = await host.ClientAsync("ingest");
        (await other.PostEventsAsync(one, headers: key)).Counts.ShouldBe((1, 0, 0), "another sender's key is another");
        (await client.TimelineAsync(lead)).Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("\"id\":\"given\"")]
    [InlineData("\"occurredAt\":\"2026-01-05T09:15:00Z\"")]
    public async Task An_idempotency_key_is_not_needed_where_the_event_has_an_identity_of_its_own(string identity)
    {
        using var client = await host.ClientAsync();
        var body = $$$"""{"type":"lead.captured","lead":"{{{Answers.NewLead()}}}",{{{identity}}}}""";
        (await client.PostEventsAsync(body, headers: ("Idempotency-Key", "one"))).Counts.ShouldBe((1, 0, 0));
        (await client.PostEventsAsync(body, headers: ("Idempotency-Key", "two"))).Counts.ShouldBe((0, 1, 0));
    }

    [Fact]
    public async Task An_idempotency_key_has_a_bound()
    {
        using var client = await host.ClientAsync();
        (await client.PostEventsAsync("{}", headers: ("Idempotency-Key", new string('k', 201)))).ShouldBeProblem(HttpStatusCode.BadRequest);
    }
}
