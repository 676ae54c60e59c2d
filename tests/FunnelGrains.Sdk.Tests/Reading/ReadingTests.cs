using System.Net;
using System.Text.Json.Nodes;

namespace FunnelGrains.Sdk.Tests.Reading;

/// <summary>Every question that the client can ask, answered by a real host.</summary>
public sealed class ReadingTests(SdkHost sdk) : IDisposable
{
    private readonly FunnelClient client = new(sdk.Options);

    [Fact]
    public async Task The_funnel_counts_what_was_posted()
    {
        var (lead, source) = (SdkHost.NewLead(), $"src-{Guid.NewGuid():N}");
        await client.PostAsync([SdkHost.Captured(lead, source: source), SdkHost.Stage(lead, "sal"), SdkHost.Won(lead, 1234.5m)]);
        var report = await client.GetFunnelAsync(new FunnelQuery { By = "source" });
        report.ShouldSatisfyAllConditions(
            r => r.Workspace.ShouldBe("default"), r => r.Zone.ShouldBe("America/Sao_Paulo"), r => r.Epoch.ShouldNotBeEmpty(), r => r.Version.ShouldBeGreaterThan(0),
            r => r.From!.Value.Day.ShouldBe(1), r => r.To!.Value.ShouldBe(r.From!.Value.AddMonths(1).AddDays(-1)),
            r => r.Stages.Select(stage => stage.Key).ShouldBe(["lead", "mql", "sal", "sql", "opportunity", "customer"]),
            r => r.Stages[1].Name.En.ShouldNotBeEmpty(), r => r.Captured.ShouldBeGreaterThan(0), r => r.Status.Won.ShouldBeGreaterThan(0));
        var mine = report.By.Single(value => value.Value == source);
        (mine.Captured, mine.Won, mine.Revenue.Single()).ShouldBe((1, 1, new Money("BRL", 1234.5m)));
        mine.Stages.Select(stage => stage.Entered).ShouldBe([1, 1, 1, 1, 1, 1]);
        mine.Stages[0].Conversion.ShouldBe(1);
    }

    [Fact]
    public async Task A_lead_comes_with_clocks_and_timeline_and_an_unknown_one_is_null()
    {
        var lead = SdkHost.NewLead();
        var start = new DateTimeOffset(2026, 11, 3, 12, 0, 0, TimeSpan.Zero);
        await client.PostAsync([SdkHost.Captured(lead), SdkHost.Stage(lead, "mql", start)]);
        var report = (await client.GetLeadAsync(lead))!;
        (report.Id, report.Status, report.Stage, report.Cycle, report.Erased).ShouldBe((lead, "open", "mql", 1, false));
        var clock = report.Clocks.Single();
        (clock.Clause, clock.State, clock.StartEvent, clock.Start, clock.Due, clock.Stop).ShouldBe((SdkHost.Promise, "breached", "s-mql", start, start.AddSeconds(3), (DateTimeOffset?)null));
        (await client.GetLeadAsync("nobody/here")).ShouldBeNull();
    }

    [Fact]
    public async Task Leads_are_found_listed_and_paged()
    {
        var owner = $"rep-{Guid.NewGuid():N}";
        var leads = Enumerable.Range(0, 5).Select(_ => SdkHost.NewLead()).ToList();
        await client.PostAsync([.. leads.SelectMany(lead => new[] { SdkHost.Captured(lead), Assigned(lead, owner) })]);
        var query = new LeadsQuery { Owner = owner, Limit = 2 };
        await UntilAsync(async () => (await client.ListLeadsAsync(query).CountAsync()) == 5);
        var page = await client.GetLeadsAsync(query);
        (page.Leads.Count, page.Next is not null).ShouldBe((2, true));
        (await client.ListLeadsAsync(query).Select(lead => lead.Id).ToListAsync()).ShouldBe(leads, ignoreOrder: true);
        (await client.GetLeadsAsync(new LeadsQuery { Text = owner, Status = "open", Stage = "lead", ByDue = true })).Leads.Count.ShouldBe(5);
        (await client.GetLeadsAsync(new LeadsQuery { Text = owner, Status = "won" })).Leads.ShouldBeEmpty();
        page.Leads[0].ShouldSatisfyAllConditions(
            lead => lead.Owner.ShouldBe(owner), lead => lead.Source.ShouldBe("site"), lead => lead.Team.ShouldBe("marketing"), lead => lead.CapturedAt.ShouldNotBe(default));
    }

    [Fact]
    public async Task Breaches_are_listed_by_their_days()
    {
        var lead = SdkHost.NewLead();
        var start = new DateTimeOffset(2025, 5, 6, 12, 0, 0, TimeSpan.Zero);
        await client.PostAsync([SdkHost.Captured(lead), SdkHost.Stage(lead, "mql", start)]);
        var day = new BreachQuery { From = new DateOnly(2025, 5, 6), To = new DateOnly(2025, 5, 6) };
        await UntilAsync(async () => (await client.GetBreachesAsync(day)).Count == 1);
        var breach = (await client.GetBreachesAsync(day with { All = true })).Single();
        (breach.Lead, breach.Clause, breach.StartEvent, breach.Due, breach.State, breach.AnnouncedAt, breach.Rescinded, breach.Team)
            .ShouldBe((lead, SdkHost.Promise, "s-mql", start.AddSeconds(3), "breached", (DateTimeOffset?)null, false, "sales"));
        (await client.GetBreachesAsync(day with { From = new DateOnly(2025, 5, 7), To = null })).ShouldNotContain(other => other.Id == breach.Id);
        (await client.GetBreachesAsync()).ShouldContain(other => other.Id == breach.Id);
    }

    [Fact]
    public async Task Breaches_are_listed_to_the_last_over_several_pages()
    {
        var leads = Enumerable.Range(0, 5).Select(_ => SdkHost.NewLead()).ToList();
        var start = new DateTimeOffset(2024, 8, 6, 12, 0, 0, TimeSpan.Zero);
        await client.PostAsync([.. leads.SelectMany(lead => new[] { SdkHost.Captured(lead), SdkHost.Stage(lead, "mql", start) })]);
        var day = new BreachQuery { All = true, From = new DateOnly(2024, 8, 6), To = new DateOnly(2024, 8, 6), PageSize = 2 };
        await UntilAsync(async () => (await client.GetBreachesAsync(day with { PageSize = null })).Count == 5);
        (await client.GetBreachesAsync(day)).Select(breach => breach.Lead).ShouldBe(leads, ignoreOrder: true);
        (await client.ListBreachesAsync(day).Take(3).Select(breach => breach.Lead).ToListAsync()).ShouldBeUnique();
    }

    [Fact]
    public async Task Goals_are_set_read_and_taken_away()
    {
        var goal = new GoalDefinition { Team = "marketing", Metric = "entered", Stage = "mql", Period = "month", Target = 40, Kind = "reach" };
        (await client.PutGoalAsync("sdk-mqls", goal)).ShouldSatisfyAllConditions(
            g => g.Id.ShouldBe("sdk-mqls"), g => g.Target.ShouldBe(40), g => g.Stage.ShouldBe("mql"), g => g.Label.ShouldNotBeNull(), g => g.Status.ShouldNotBeNull());
        (await client.GetGoalsAsync()).ShouldContain(g => g.Id == "sdk-mqls");
        (await client.GetGoalAsync("sdk-mqls"))!.Team.ShouldBe("marketing");
        await client.DeleteGoalAsync("sdk-mqls");
        await client.DeleteGoalAsync("sdk-mqls");
        (await client.GetGoalAsync("sdk-mqls")).ShouldBeNull();
        var failure = await Should.ThrowAsync<FunnelApiException>(client.PutGoalAsync("sdk-bad", goal with { Team = "nobody" }));
        failure.Problem!.Errors!.Keys.ShouldBe(["/team"]);
    }

    [Fact]
    public async Task Keys_are_made_listed_and_revoked()
    {
        var made = await client.CreateKeyAsync("crm", [KeyScopes.Ingest, KeyScopes.Read]);
        var listed = (await client.GetKeysAsync()).Single(key => key.Id == made.Id);
        (listed.Name, listed.CreatedAt).ShouldBe(("crm", made.CreatedAt));
        listed.Scopes.ShouldBe(["ingest", "read"], ignoreOrder: true);
        using var crm = new FunnelClient(sdk.Options with { Key = made.Text });
        (await crm.PostAsync(SdkHost.Captured(SdkHost.NewLead()))).Accepted.ShouldBe(1);
        await client.RevokeKeyAsync(made.Id);
        await client.RevokeKeyAsync(made.Id);
        // The server may know a key for some seconds more.
        await UntilAsync(async () => await StatusAsync(crm) == HttpStatusCode.Unauthorized);
        (await Should.ThrowAsync<FunnelApiException>(client.CreateKeyAsync("crm", ["everything"]))).Problem!.Errors!.Keys.ShouldBe(["/scopes/0"]);
    }

    [Fact]
    public async Task The_audit_finds_no_difference()
    {
        await client.PostAsync(SdkHost.Captured(SdkHost.NewLead()));
        var report = await client.AuditAsync();
        report.Events.ShouldBeGreaterThan(0);
        report.Leads.ShouldBeGreaterThan(0);
        report.Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task Due_and_worked_time_are_calculated()
    {
        var calendar = new BusinessCalendar
        {
            Zone = "America/Sao_Paulo",
            Week = new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> { ["mon"] = [["09:00", "12:00"], ["13:00", "18:00"]], ["tue"] = [["09:00", "18:00"]] },
            Exceptions = [new CalendarException(new DateOnly(2026, 11, 3), [["10:00", "18:00"]])],
        };
        // A Monday, 17:00 in São Paulo: one hour is left that day, the next day opens at 10.
        var start = new DateTimeOffset(2026, 11, 2, 17, 0, 0, TimeSpan.FromHours(-3));
        var due = await client.CalculateDueAsync(new DueQuestion { Calendar = calendar, Start = start, Target = new ClauseTarget(2, "business_hours") });
        due.ShouldBe(new DateTimeOffset(2026, 11, 3, 11, 0, 0, TimeSpan.FromHours(-3)));
        (await client.CalculateDueAsync(new DueQuestion { Calendar = calendar, Start = start, TargetSeconds = 1_800, Pauses = [[start, start.AddMinutes(15)]] }))
            .ShouldBe(start.AddMinutes(45));
        (await client.CalculateWorkedAsync(new WorkedQuestion { Calendar = calendar, Start = start, End = due })).ShouldBe(TimeSpan.FromHours(2));
        var failure = await Should.ThrowAsync<FunnelApiException>(client.CalculateDueAsync(new DueQuestion { Calendar = calendar with { Zone = "Nowhere" }, Start = start, TargetSeconds = 1 }));
        failure.Problem!.Errors!.Keys.ShouldContain(key => key.StartsWith("/calendar", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_server_is_ready() => (await client.IsReadyAsync()).ShouldBeTrue();

    public void Dispose() => client.Dispose();

    private static async Task<HttpStatusCode> StatusAsync(FunnelClient of)
    {
        try
        {
            await of.GetFunnelAsync();
            return HttpStatusCode.OK;
        }
        catch (FunnelApiException refused)
        {
            return refused.Status;
        }
    }

    /// <summary>Lists may be a second behind.</summary>
    private static async Task UntilAsync(Func<Task<bool>> met)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await met())
            patience.IsCancellationRequested.ShouldBeFalse("it did not come within 20 s");
    }

    private static FunnelEvent Assigned(string lead, string owner) => new()
    {
        Id = "a",
        Type = EventTypes.Assigned,
        Lead = lead,
        OccurredAt = TimeProvider.System.GetUtcNow(),
        Data = new JsonObject { ["owner"] = owner },
    };
}
