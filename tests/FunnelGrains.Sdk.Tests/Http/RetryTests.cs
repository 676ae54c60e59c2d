using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace FunnelGrains.Sdk.Tests.Http;

/// <summary>What is repeated, when, and how often. The host is real; what goes wrong on the way to it is made.</summary>
public sealed class RetryTests(SdkHost sdk)
{
    private static readonly Interference.Fault Busy = Interference.Answer(HttpStatusCode.ServiceUnavailable);
    private readonly List<TimeSpan> waits = [];
    private readonly HurriedTime time = new(TimeSpan.FromSeconds(100));
    private readonly string lead = SdkHost.NewLead();

    [Fact]
    public async Task An_answer_that_is_lost_makes_no_event_count_twice()
    {
        var way = new Interference(Interference.AnswerLost);
        var answer = await Client(way).PostAsync(SdkHost.Captured(lead));
        (answer.Accepted, answer.Duplicates).ShouldBe((0, 1));
        way.Requests.Count.ShouldBe(2);
        (await LeadAsync()).Timeline.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Not_even_one_without_id_and_time()
    {
        var way = new Interference(Interference.AnswerLost, Interference.AnswerLost);
        await Client(way).PostAsync(new FunnelEvent { Type = EventTypes.Touched, Lead = lead, Data = Call() });
        (await LeadAsync()).Timeline.Count.ShouldBe(1);
        await Client(new Interference()).PostAsync(new FunnelEvent { Type = EventTypes.Touched, Lead = lead, Data = Call() });
        (await LeadAsync()).Timeline.Count.ShouldBe(2, "each post counts");
    }

    [Fact]
    public async Task Nor_one_whose_id_the_server_makes_of_its_content()
    {
        var e = new FunnelEvent { Type = EventTypes.Touched, Lead = lead, OccurredAt = DateTimeOffset.UnixEpoch, Data = Call() };
        await Client(new Interference(Interference.AnswerLost)).PostAsync(e);
        (await LeadAsync()).Timeline.Single().Id.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task The_server_says_how_long_to_wait(HttpStatusCode status)
    {
        var seconds = Interference.Answer(status, after: new RetryConditionHeaderValue(TimeSpan.FromSeconds(40)));
        var date = Interference.Answer(status, after: new RetryConditionHeaderValue(time.GetUtcNow().AddSeconds(70)));
        (await Client(new Interference(seconds, date)).PostAsync(SdkHost.Captured(lead))).Accepted.ShouldBe(1);
        waits.Count.ShouldBe(2);
        waits[0].ShouldBe(TimeSpan.FromSeconds(40));
        waits[1].ShouldBe(TimeSpan.FromSeconds(30), "until the date, which is 70 s after the start");
    }

    [Fact]
    public async Task Waits_grow_with_jitter_to_a_bound_and_end_within_the_span()
    {
        var way = new Interference([.. Enumerable.Repeat(Busy, 1_000)]);
        var failure = await Should.ThrowAsync<FunnelApiException>(Client(way).GetFunnelAsync());
        (failure.Status, failure.Problem?.Title).ShouldBe((HttpStatusCode.ServiceUnavailable, "not now"));
        way.Requests.Count.ShouldBe(waits.Count + 1);
        var full = TimeSpan.FromMilliseconds(200);
        foreach (var wait in waits)
        {
            wait.ShouldBeInRange(full / 2, full);
            full = TimeSpan.FromTicks(Math.Min(2 * full.Ticks, TimeSpan.FromSeconds(15).Ticks));
        }
        waits.Count.ShouldBeGreaterThan(10);
        time.Passed.ShouldBeInRange(TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Two_clients_do_not_wait_in_step()
    {
        var others = new List<TimeSpan>();
        await Client(new Interference(Busy, Busy, Busy, Busy)).GetFunnelAsync();
        await Client(new Interference(Busy, Busy, Busy, Busy), others).GetFunnelAsync();
        waits.ShouldNotBe(others);
    }

    [Fact]
    public async Task A_wait_that_would_pass_the_span_is_not_begun()
    {
        var way = new Interference(Interference.Answer(HttpStatusCode.ServiceUnavailable, after: new RetryConditionHeaderValue(TimeSpan.FromMinutes(5))));
        await Should.ThrowAsync<FunnelApiException>(Client(way).GetFunnelAsync());
        (way.Requests.Count, waits.Count).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.MovedPermanently)]
    public async Task What_will_not_get_better_is_not_repeated(HttpStatusCode status)
    {
        var way = new Interference(Interference.Answer(status), Interference.Answer(status));
        (await Should.ThrowAsync<FunnelApiException>(Client(way).PostAsync(SdkHost.Captured(lead)))).Status.ShouldBe(status);
        (await Should.ThrowAsync<FunnelApiException>(Client(way).GetFunnelAsync())).Status.ShouldBe(status);
        way.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Only_what_the_server_could_not_settle_is_sent_again()
    {
        var partly = Interference.Answer(
            HttpStatusCode.ServiceUnavailable, """{"accepted":1,"duplicates":0,"refused":1,"results":[{"index":1,"status":"retry"},{"index":2,"status":"refused","errors":{"/type":["no"]}}]}""",
            "application/json");
        var way = new Interference(partly);
        var answer = await Client(way).PostAsync([SdkHost.Captured(lead, "a"), SdkHost.Captured(lead, "b"), SdkHost.Captured(lead, "x")]);
        way.Requests[1].Ids.ShouldBe(["b"]);
        (answer.Accepted, answer.Refused).ShouldBe((2, 1));
        answer.Results.Single().Index.ShouldBe(2);
    }

    [Fact]
    public async Task What_stays_open_is_told()
    {
        var open = Interference.Answer(
            HttpStatusCode.ServiceUnavailable, """{"accepted":0,"duplicates":0,"refused":0,"results":[{"index":0,"status":"retry"}]}""", "application/json");
        var answer = await Client(new Interference([.. Enumerable.Repeat(open, 100)])).PostAsync(SdkHost.Captured(lead, "a"));
        answer.Unsettled.Single().Id.ShouldBe("a");
    }

    [Fact]
    public async Task A_key_is_not_made_twice_for_a_lost_answer()
    {
        var name = $"key {lead}";
        var way = new Interference(Interference.AnswerLost);
        var lost = await Should.ThrowAsync<FunnelUnreachableException>(Client(way).CreateKeyAsync(name, [KeyScopes.Read]));
        lost.MayHaveArrived.ShouldBeTrue();
        (await Client(new Interference()).GetKeysAsync()).Count(key => key.Name == name).ShouldBe(1);
        (await Client(new Interference(Busy)).CreateKeyAsync(name, [KeyScopes.Read])).Text.ShouldStartWith("fg_");
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_at_once()
    {
        using var cancel = new CancellationTokenSource();
        var options = sdk.Options with { FirstWait = TimeSpan.FromHours(1), LongestWait = TimeSpan.FromHours(1), RetryFor = TimeSpan.FromHours(3), Retrying = _ => cancel.Cancel() };
        using var client = new FunnelClient(new HttpClient(new Interference(Busy)), options);
        await Should.ThrowAsync<OperationCanceledException>(client.GetFunnelAsync(cancellationToken: cancel.Token));
    }

    [Fact]
    public async Task Cancelling_ends_a_request_under_way()
    {
        using var cancel = new CancellationTokenSource();
        var way = new Interference(async (pass, _) =>
        {
            await cancel.CancelAsync();
            return await pass();
        });
        await Should.ThrowAsync<OperationCanceledException>(Client(way).GetFunnelAsync(cancellationToken: cancel.Token));
        way.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        var options = sdk.Options with { AttemptTimeout = TimeSpan.FromMilliseconds(50), RetryFor = TimeSpan.Zero };
        using var client = new FunnelClient(new HttpClient(new Interference(async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return new HttpResponseMessage();
        })), options);
        var failure = await Should.ThrowAsync<FunnelUnreachableException>(client.GetFunnelAsync());
        failure.MayHaveArrived.ShouldBeTrue();
    }

    private static JsonObject Call() => new() { ["channel"] = "call" };

    private FunnelClient Client(Interference way, List<TimeSpan>? heard = null)
    {
        var options = sdk.Options with { Time = time, Retrying = notice => (heard ?? waits).Add(notice.Wait) };
        return new FunnelClient(new HttpClient(way) { Timeout = Timeout.InfiniteTimeSpan }, options);
    }

    private async Task<LeadReport> LeadAsync()
    {
        using var client = new FunnelClient(sdk.Options);
        return (await client.GetLeadAsync(lead))!;
    }
}
