using System.Net;
using System.Text.Json;
using FunnelGrains.Testing.Processes;
using FunnelGrains.Web.Tests.Hosting;

namespace FunnelGrains.Web.Tests.Planning;

/// <summary><c>/calculate/plan</c> over HTTP.</summary>
public sealed class PlanTests(SharedHost host)
{
    private const string Typed = """{"customers":21,"rates":{"lead":1,"mql":1,"sal":1,"sql":0.3,"opportunity":0.7},"medianDays":400,"capacity":{"reps":3,"leadsPerRep":30}}""";

    [Fact]
    public async Task Typed_rates_lead_back_from_customers_to_leads()
    {
        using var client = await host.ClientAsync("read");
        var plan = await client.PostAsync("/api/v1/calculate/plan", Typed);
        plan.Status.ShouldBe(HttpStatusCode.OK, plan.Json.ToString());
        plan.Json.GetProperty("steps").EnumerateArray().Select(step => (step.GetProperty("stage").GetString(), step.GetProperty("shown").GetDecimal()))
            .ShouldBe([("lead", 100m), ("mql", 100m), ("sal", 100m), ("sql", 100m), ("opportunity", 30m), ("customer", 21m)]);
        plan.Json.GetProperty("computable").GetBoolean().ShouldBeTrue();
        plan.Json.GetProperty("leads").GetProperty("shifted").GetBoolean().ShouldBeTrue();
        var capacity = plan.Json.GetProperty("capacity");
        (capacity.GetProperty("leads").GetDecimal(), capacity.GetProperty("beyond").GetDecimal(), capacity.GetProperty("repsNeeded").GetDecimal()).ShouldBe((90, 10, 4));
    }

    [Fact]
    public async Task Without_typed_rates_it_plans_with_the_conversions_and_the_average_deal_that_the_workspace_measured_in_the_last_180_days()
    {
        await using var own = await HostProcess.StartAsync();
        using var client = own.CreateClient();
        // Of ten leads five become MQL, four SAL and SQL, two opportunities, and one buys. What happened 200 days ago is out of the measure.
        string[] stages = ["mql", "sal", "sql", "opportunity"];
        int[] come = [5, 4, 4, 2];
        var now = TimeProvider.System.GetUtcNow();
        List<string> events = [.. Enumerable.Range(0, 30).Select(n => Event("lead.captured", $"old-{n}", now.AddDays(-200)))];
        events.AddRange(Enumerable.Range(0, 10).Select(n => Event("lead.captured", $"L-{n}", now.AddDays(-40))));
        foreach (var (i, stage) in stages.Index())
            events.AddRange(Enumerable.Range(0, come[i]).Select(n => Event("lead.stage_changed", $"L-{n}", now.AddDays(-39 + i), $$"""{"stage":"{{stage}}"}""")));
        events.Add(Event("deal.won", "L-0", now.AddDays(-30), """{"amount":4000,"currency":"BRL"}"""));
        (await client.PostEventsAsync($"[{string.Join(',', events)}]")).Counts.Accepted.ShouldBe(events.Count);

        var plan = await client.PostAsync("/api/v1/calculate/plan", """{"revenue":40000,"currency":"BRL","medianDays":1}""");

        plan.Status.ShouldBe(HttpStatusCode.OK, plan.Json.ToString());
        plan.Json.GetProperty("averageDeal").GetDecimal().ShouldBe(4000);
        plan.Json.GetProperty("steps").EnumerateArray().Select(step => (step.GetProperty("stage").GetString(), step.GetProperty("shown").GetDecimal()))
            .ShouldBe([("lead", 100m), ("mql", 50m), ("sal", 40m), ("sql", 40m), ("opportunity", 20m), ("customer", 10m)]);
        plan.Json.GetProperty("steps").EnumerateArray().SkipLast(1).ShouldAllBe(step => step.GetProperty("measured").GetBoolean());

        var typed = await client.PostAsync("/api/v1/calculate/plan", """{"revenue":40000,"currency":"BRL","medianDays":1,"rates":{"lead":0.25}}""");
        typed.Json.GetProperty("steps")[0].GetProperty("shown").GetDecimal().ShouldBe(200, "what is typed goes before what was measured");
    }

    [Fact]
    public async Task A_zero_rate_is_told_and_cannot_be_adopted()
    {
        using var client = await host.ClientAsync();
        const string Zero = """{"customers":7,"rates":{"lead":0.5,"mql":0,"sal":1,"sql":1,"opportunity":1},"medianDays":1}""";
        var plan = await client.PostAsync("/api/v1/calculate/plan", Zero);
        plan.Json.GetProperty("why").GetString().ShouldBe("not computable: the rate of mql is zero");
        plan.Json.GetProperty("steps")[0].GetProperty("needed").ValueKind.ShouldBe(JsonValueKind.Null);
        (await client.PostAsync("/api/v1/calculate/plan/adopt", Zero)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_adopted_plan_is_the_goals_of_the_next_period_and_adopting_it_again_changes_nothing()
    {
        using var client = await host.ClientAsync();
        for (var time = 0; time < 2; time++)
        {
            var adopted = await client.PostAsync("/api/v1/calculate/plan/adopt", Typed);
            adopted.Status.ShouldBe(HttpStatusCode.OK, adopted.Json.ToString());
            adopted.Json.GetProperty("goals").EnumerateArray().Select(goal => goal.GetString()).ShouldBe(
                ["plan-lead", "plan-mql", "plan-sal", "plan-sql", "plan-opportunity", "plan-customer"]);
            var goal = (await client.AskAsync("/api/v1/goals/plan-lead")).Json;
            (goal.GetProperty("metric").GetString(), goal.GetProperty("stage").GetString(), goal.GetProperty("target").GetDecimal()).ShouldBe(("entered", "lead", 100));
            goal.GetProperty("from").GetString().ShouldBe(adopted.Json.GetProperty("plan").GetProperty("from").GetString());
        }

        var more = await client.PostAsync("/api/v1/calculate/plan/adopt", Typed.Replace("\"customers\":21", "\"customers\":42", StringComparison.Ordinal));
        more.Status.ShouldBe(HttpStatusCode.OK);
        (await client.AskAsync("/api/v1/goals/plan-customer")).Json.GetProperty("target").GetDecimal().ShouldBe(42, "it waited still");
    }

    [Fact]
    public async Task Only_an_administrator_adopts()
    {
        using var reader = await host.ClientAsync("read");
        (await reader.PostAsync("/api/v1/calculate/plan/adopt", Typed)).ShouldBeProblem(HttpStatusCode.Forbidden);
        using var poster = await host.ClientAsync("ingest");
        (await poster.PostAsync("/api/v1/calculate/plan", Typed)).ShouldBeProblem(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("{}", "/customers")]
    [InlineData("""{"customers":1,"revenue":2,"averageDeal":1}""", "/revenue")]
    [InlineData("""{"revenue":2}""", "/currency")]
    [InlineData("""{"customers":-1}""", "/customers")]
    [InlineData("""{"customers":1,"rates":{"mql":1.5}}""", "/rates/mql")]
    [InlineData("""{"customers":1,"rates":{"customer":1}}""", "/rates/customer")]
    [InlineData("""{"customers":1,"period":"year"}""", "/period")]
    [InlineData("""{"customers":1,"capacity":{"reps":1.5,"leadsPerRep":2}}""", "/capacity/reps")]
    [InlineData("""{"customers":1,"colour":"red"}""", "/colour")]
    public async Task What_is_wrong_is_named_by_its_pointer(string body, string pointer)
    {
        using var client = await host.ClientAsync("read");
        var answer = await client.PostAsync("/api/v1/calculate/plan", body);
        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity);
        answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldContain(pointer);
    }

    private static string Event(string type, string lead, DateTimeOffset at, string data = "{}") =>
        $$"""{"type":"{{type}}","lead":"{{lead}}","occurredAt":"{{at:yyyy-MM-ddTHH:mm:ss.fff}}Z","data":{{data}}}""";
}
