using System.Text.Json;
using FunnelGrains.Cli.Tests.Commands;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cli.Tests.Imports;

/// <summary>An import that ends in the middle is run again: it goes on, and nothing counts twice.</summary>
public sealed class InterruptionTests(SharedHost shared) : IDisposable
{
    private const int Events = 30_000;
    private readonly TestFolder folder = new();
    private readonly string leads = $"I{Guid.NewGuid():N}"[..12];

    [Fact]
    public async Task Killed_it_goes_on_from_where_it_was()
    {
        var (file, state) = (folder.WriteEvents("events.ndjson", leads, Events), folder["state"]);
        await using (var funnel = Start(file, "--resume", state))
        {
            await UntilAsync(() => Position(state) >= 1_000);
            Signals.SendKill(funnel.Id);
            (await funnel.EndAsync()).ShouldEndWith(137);
        }
        var settled = Position(state);
        settled.ShouldBeInRange(1_000, Events - 1);
        var again = await SummaryAsync(file, "--resume", state);
        again.GetProperty("skipped").GetInt64().ShouldBe(settled);
        again.GetProperty("events").GetInt64().ShouldBe(Events - settled);
        File.Exists(state).ShouldBeFalse("the import is complete");
        (await CapturedAsync()).ShouldBe(Events);
    }

    [Fact]
    public async Task Killed_without_a_state_it_begins_anew_and_counts_nothing_twice()
    {
        var file = folder.WriteEvents("events.ndjson", leads, Events);
        await using (var funnel = Start(file))
        {
            while (await CapturedAsync() < 1_000)
                funnel.HasExited.ShouldBeFalse();
            Signals.SendKill(funnel.Id);
            await funnel.EndAsync();
        }
        var again = await SummaryAsync(file);
        again.GetProperty("duplicates").GetInt64().ShouldBeInRange(1_000, Events - 1);
        (again.GetProperty("accepted").GetInt64() + again.GetProperty("duplicates").GetInt64()).ShouldBe(Events);
        (await CapturedAsync()).ShouldBe(Events);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_in_good_order_and_the_next_run_goes_on_without_a_duplicate()
    {
        var (file, state) = (folder.WriteEvents("events.ndjson", leads, Events), folder["state"]);
        await using (var funnel = Start(file, "--resume", state))
        {
            await UntilAsync(() => Position(state) >= 1_000);
            Signals.SendInterrupt(funnel.Id);
            var end = (await funnel.EndAsync()).ShouldEndWith(130);
            end.Errors.ShouldContain("Stopped. Run the same command again: it goes on from there.");
            end.Output.ShouldContain("accepted");
        }
        var again = await SummaryAsync(file, "--resume", state);
        again.GetProperty("duplicates").GetInt64().ShouldBe(0);
        (again.GetProperty("skipped").GetInt64() + again.GetProperty("accepted").GetInt64()).ShouldBe(Events);
        (await CapturedAsync()).ShouldBe(Events);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bad_rows_of_the_run_before_still_end_the_import_as_failed_and_stay_listed_once(bool again)
    {
        var file = folder.WriteEvents("events.ndjson", leads, Events);
        File.WriteAllText(file, "{ no event\n" + File.ReadAllText(file) + (again ? "nor this\n" : ""));
        var (state, bad) = (folder["state"], folder["bad.txt"]);
        await using (var funnel = Start(file, "--resume", state, "--errors", bad))
        {
            await UntilAsync(() => Position(state) >= 1_000);
            Signals.SendKill(funnel.Id);
            await funnel.EndAsync();
        }

        var end = (await FunnelProcess.RunAsync(shared.Host, "import", "ndjson", file, "--json", "--resume", state)).ShouldEndWith(1);
        var summary = JsonElement.Parse(end.Output);
        (summary.GetProperty("badRows").GetInt64(), summary.GetProperty("problemsBefore").GetInt64()).ShouldBe((again ? 1 : 0, 1));
        summary.GetProperty("problemsListedIn").GetString().ShouldBe(bad);
        File.ReadAllLines(bad).Select(line => line.Split(": ")[0]).ShouldBe(again ? [$"{file}:1", $"{file}:{Events + 2}"] : [$"{file}:1"]);
        File.Exists(state).ShouldBeFalse("the import is complete");
    }

    [Fact]
    public async Task Bad_rows_that_were_only_shown_end_the_import_as_failed_too()
    {
        var (file, state) = (folder.WriteEvents("events.ndjson", leads, Events), folder["state"]);
        File.WriteAllText(file, "{ no event\n" + File.ReadAllText(file));
        await using (var funnel = Start(file, "--resume", state))
        {
            await UntilAsync(() => Position(state) >= 1_000);
            Signals.SendInterrupt(funnel.Id);
            (await funnel.EndAsync()).ShouldEndWith(130);
        }

        (await FunnelProcess.RunAsync(shared.Host, "import", "ndjson", file, "--resume", state)).ShouldEndWith(1)
            .Output.ShouldContain("passed over as settled before, of which 1 bad or refused (as told then).");
    }

    [Fact]
    public async Task A_request_to_terminate_ends_it_likewise()
    {
        var (file, state) = (folder.WriteEvents("events.ndjson", leads, Events), folder["state"]);
        await using var funnel = Start(file, "--resume", state);
        await UntilAsync(() => Position(state) >= 1_000);
        Signals.SendTerm(funnel.Id);
        (await funnel.EndAsync()).ShouldEndWith(143);
        Position(state).ShouldBeInRange(1_000, Events - 1);
    }

    [Fact]
    public async Task A_state_of_another_import_is_refused()
    {
        var (file, other, state) = (folder.WriteEvents("events.ndjson", leads, Events), folder.WriteEvents("other.ndjson", leads + "x", 10), folder["state"]);
        await using (var funnel = Start(file, "--resume", state))
        {
            await UntilAsync(() => Position(state) >= 1_000);
            Signals.SendKill(funnel.Id);
            await funnel.EndAsync();
        }
        (await FunnelProcess.RunAsync(shared.Host, "import", "ndjson", other, "--resume", state)).ShouldEndWith(1).Errors.ShouldContain("remembers another import");
        folder.Write("state", "{}");
        (await FunnelProcess.RunAsync(shared.Host, "import", "ndjson", other, "--resume", state)).ShouldEndWith(1).Errors.ShouldContain("is not a resume file of funnel");
    }

    [Fact]
    public async Task A_server_that_dies_and_comes_back_is_waited_for()
    {
        using var data = new TestFolder();
        var launch = new HostLaunch { DataFolder = data["data"], Port = FreePort.Next() };
        var (file, state) = (folder.WriteEvents("events.ndjson", leads, Events), folder["state"]);
        var host = await HostProcess.StartAsync(launch);
        await using var funnel = FunnelProcess.Start(host, "import", "ndjson", file, "--resume", state, "--json");
        await UntilAsync(() => Position(state) >= 1_000);
        await host.KillAsync();
        await host.DisposeAsync();
        await using var again = await HostProcess.StartAsync(launch);
        var end = (await funnel.EndAsync()).ShouldEndWith(0);
        JsonElement.Parse(end.Output).GetProperty("events").GetInt64().ShouldBe(Events);
        (await FunnelProcess.RunAsync(again, "audit")).ShouldEndWith(0).Output.ShouldStartWith("30,000 events of 30,000 leads folded in ");
    }

    public void Dispose() => folder.Dispose();

    private FunnelProcess Start(string file, params string[] more) => FunnelProcess.Start(shared.Host, ["import", "ndjson", file, "--batch", "200", .. more]);

    private async Task<JsonElement> SummaryAsync(string file, params string[] more) =>
        JsonElement.Parse((await FunnelProcess.RunAsync(shared.Host, ["import", "ndjson", file, "--json", .. more])).ShouldEndWith(0).Output);

    /// <summary>How many of this test's leads are counted.</summary>
    private async Task<long> CapturedAsync()
    {
        using var client = shared.Host.CreateClient();
        var funnel = JsonElement.Parse(await client.GetStringAsync(
            new Uri("/api/v1/funnel?from=2026-10-01&to=2026-10-31&by=source", UriKind.Relative), TestContext.Current.CancellationToken));
        foreach (var value in funnel.GetProperty("by").EnumerateArray())
            if (value.GetProperty("value").GetString() == leads)
                return value.GetProperty("captured").GetInt64();
        return 0;
    }

    private static long Position(string state)
    {
        try
        {
            return JsonElement.Parse(File.ReadAllText(state)).GetProperty("position").GetInt64();
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    private static async Task UntilAsync(Func<bool> met)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var rounds = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!met())
            await rounds.WaitForNextTickAsync(patience.Token);
    }
}
