using System.Net;
using System.Text.Json.Nodes;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Sdk.Tests.Http;

public sealed class PostTests(SdkHost sdk)
{
    private readonly string lead = SdkHost.NewLead();

    [Fact]
    public async Task The_answer_says_what_became_of_each_event()
    {
        using var client = new FunnelClient(sdk.Options);
        (await client.PostAsync(SdkHost.Captured(lead))).ShouldSatisfyAllConditions(a => a.Accepted.ShouldBe(1), a => a.Results.ShouldBeEmpty());
        var other = SdkHost.Captured(lead, source: "another");
        var answer = await client.PostAsync([SdkHost.Captured(lead, "new"), other, SdkHost.Stage(lead, "nowhere")]);
        (answer.Accepted, answer.Duplicates, answer.Refused).ShouldBe((1, 1, 1));
        answer.Results[0].ShouldSatisfyAllConditions(r => r.Index.ShouldBe(1), r => r.Status.ShouldBe(EventStatus.Duplicate), r => r.Differs.ShouldBeTrue());
        answer.Results[1].ShouldSatisfyAllConditions(r => r.Index.ShouldBe(2), r => r.Status.ShouldBe(EventStatus.Refused), r => r.Id.ShouldBe("s-nowhere"));
        answer.Results[1].Errors!.Keys.ShouldBe(["/data/stage"]);
    }

    [Fact]
    public async Task A_post_of_nothing_asks_nobody()
    {
        var way = new Interference();
        using var client = new FunnelClient(new HttpClient(way), sdk.Options);
        (await client.PostAsync([])).Accepted.ShouldBe(0);
        way.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_events_go_in_bodies_of_a_thousand_and_keep_their_places()
    {
        var way = new Interference();
        using var client = new FunnelClient(new HttpClient(way), sdk.Options);
        var events = Enumerable.Range(0, 2_500).Select(n => n == 1_700 ? SdkHost.Stage(lead, "nowhere") : SdkHost.Captured(lead, $"e{n}")).ToList();
        var answer = await client.PostAsync(events);
        way.Requests.Select(request => request.Ids.Count).ShouldBe([1_000, 1_000, 500]);
        way.Requests.ShouldAllBe(request => request.Packed);
        (answer.Accepted, answer.Refused).ShouldBe((2_499, 1));
        answer.Results.Single().Index.ShouldBe(1_700);
    }

    [Fact]
    public async Task Large_events_go_in_bodies_that_the_server_takes()
    {
        var way = new Interference();
        using var client = new FunnelClient(new HttpClient(way), sdk.Options with { CompressFrom = null });
        var data = new JsonObject(Enumerable.Range(0, 15).Select(n => KeyValuePair.Create($"a{n}", (JsonNode?)new string('x', 2_000))));
        var events = Enumerable.Range(0, 250).Select(n => new FunnelEvent { Id = $"e{n}", Type = EventTypes.Updated, Lead = lead, OccurredAt = DateTimeOffset.UnixEpoch, Data = (JsonObject)data.DeepClone() }).ToList();
        (await client.PostAsync(events)).Accepted.ShouldBe(250);
        way.Requests.Count.ShouldBe(2, "7.5 MB in bodies of at most 5 MB");
        way.Requests.ShouldAllBe(request => request.Body.Length < 5_000_000 && !request.Packed);
    }

    [Fact]
    public async Task Times_and_texts_arrive_as_they_were_sent()
    {
        using var client = new FunnelClient(sdk.Options);
        var at = new DateTimeOffset(2026, 3, 1, 9, 15, 0, 123, TimeSpan.FromHours(-3));
        var answer = await client.PostAsync(new FunnelEvent
        {
            Id = "ação/1",
            Type = EventTypes.Captured,
            Lead = lead,
            OccurredAt = at,
            Actor = "ana",
            Data = new JsonObject { ["source"] = "indicação", ["value"] = 12.5m, ["currency"] = "BRL" },
            Personal = new JsonObject { ["name"] = "Zé" },
        });
        answer.Accepted.ShouldBe(1, string.Join(", ", answer.Results.FirstOrDefault()?.Errors ?? new Dictionary<string, IReadOnlyList<string>>()));
        var report = (await client.GetLeadAsync(lead))!;
        report.Timeline.Single().ShouldSatisfyAllConditions(
            e => e.Id.ShouldBe("ação/1"), e => e.OccurredAt.ShouldBe(at), e => e.Actor.ShouldBe("ana"), e => e.Type.ShouldBe(EventTypes.Captured));
        report.Attributes.GetProperty("source").GetString().ShouldBe("indicação");
        report.Attributes.GetProperty("value").GetDecimal().ShouldBe(12.5m);
        report.Personal.GetProperty("name").GetString().ShouldBe("Zé");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_from_one_that_may_have_got_it()
    {
        var options = sdk.Options with { BaseAddress = new Uri($"http://127.0.0.1:{FreePort.Next()}"), RetryFor = TimeSpan.Zero };
        using var client = new FunnelClient(options);
        var failure = await Should.ThrowAsync<FunnelUnreachableException>(client.PostAsync(SdkHost.Captured(lead)));
        failure.MayHaveArrived.ShouldBeFalse();
        failure.Message.ShouldContain("cannot be reached");
        await Should.ThrowAsync<FunnelUnreachableException>(client.IsReadyAsync());
        using var half = new FunnelClient(new HttpClient(new Interference(Interference.AnswerLost)), sdk.Options with { RetryFor = TimeSpan.Zero });
        (await Should.ThrowAsync<FunnelUnreachableException>(half.PostAsync(SdkHost.Captured(lead)))).MayHaveArrived.ShouldBeTrue();
    }

    [Fact]
    public async Task A_refused_key_is_an_exception_with_its_status_and_problem()
    {
        using var client = new FunnelClient(sdk.Options with { Key = "fg_wrong_wrong_wrong_wrong" });
        var failure = await Should.ThrowAsync<FunnelApiException>(client.PostAsync(SdkHost.Captured(lead)));
        failure.Status.ShouldBe(HttpStatusCode.Unauthorized);
        failure.Problem!.Status.ShouldBe(401);
        failure.Message.ShouldContain("The key is missing or not valid (401)");
    }

    [Fact]
    public async Task A_key_outside_its_scope_is_an_exception_too()
    {
        using var admin = new FunnelClient(sdk.Options);
        var key = await admin.CreateKeyAsync("reader", [KeyScopes.Read]);
        using var reader = new FunnelClient(sdk.Options with { Key = key.Text });
        await reader.GetFunnelAsync();
        (await Should.ThrowAsync<FunnelApiException>(reader.PostAsync(SdkHost.Captured(lead)))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Should.ThrowAsync<FunnelApiException>(reader.AuditAsync())).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_bad_question_is_an_exception_that_names_the_field()
    {
        using var client = new FunnelClient(sdk.Options);
        var failure = await Should.ThrowAsync<FunnelApiException>(client.GetFunnelAsync(new FunnelQuery { By = "colour" }));
        failure.Status.ShouldBe(HttpStatusCode.BadRequest);
        failure.Problem!.Errors!["by"].Single().ShouldContain("must be one of");
        failure.Message.ShouldContain("by");
    }

    [Theory]
    [InlineData("ftp://localhost")]
    [InlineData("/here")]
    public void An_address_that_is_none_is_refused_at_once(string address) =>
        Should.Throw<ArgumentException>(() => new FunnelClient(new FunnelClientOptions { BaseAddress = new Uri(address, UriKind.RelativeOrAbsolute) }));

    [Fact]
    public void Secrets_stay_out_of_texts_that_are_logged()
    {
        new FunnelClientOptions { Key = "fg_secret" }.ToString().ShouldNotContain("fg_secret");
        new NewApiKey { Text = "fg_secret" }.ToString().ShouldNotContain("fg_secret");
        new FunnelEvent { Id = "i", Type = "t", Lead = "l", Personal = new JsonObject { ["name"] = "Zé" } }.ToString().ShouldBe("t l i");
    }
}
