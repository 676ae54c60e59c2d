using System.Diagnostics;
using System.Text.Json;
using FunnelGrains.Cli;
using FunnelGrains.Testing;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cli.Tests.Olist;

public sealed class OlistImportTests
{
    [Fact]
    public async Task The_real_file_counts_as_known_and_a_second_import_adds_nothing()
    {
        var (leads, deals) = Files();
        await using var host = await HostProcess.StartAsync(cancel: TestContext.Current.CancellationToken);
        (await ImportAsync(host, leads, deals)).ShouldContain("17,684 accepted");
        var funnel = await FunnelAsync(host);
        funnel.GetProperty("captured").GetInt64().ShouldBe(8_000);
        funnel.GetProperty("won").GetInt64().ShouldBe(842);
        funnel.GetProperty("anomalies").GetInt64().ShouldBe(1);
        Stage(funnel, "mql", "entered").ShouldBe(8_000);
        Stage(funnel, "mql", "now").ShouldBe(7_158);
        foreach (var skipped in new[] { "sal", "sql", "opportunity" }) Stage(funnel, skipped, "entered").ShouldBe(842);
        (await ImportAsync(host, leads, deals)).ShouldContain(" 0 accepted");
        (await RunAsync(host, "audit")).ShouldContain("no difference");
    }

    [Fact]
    public async Task A_shuffled_import_counts_the_same_and_announces_no_breach()
    {
        var (leads, deals) = Files();
        await using var ordered = await HostProcess.StartAsync(cancel: TestContext.Current.CancellationToken);
        await using var shuffled = await HostProcess.StartAsync(cancel: TestContext.Current.CancellationToken);
        await ImportAsync(ordered, leads, deals);
        await ImportAsync(shuffled, leads, deals, "--shuffle", "7");
        var (expected, actual) = (await FunnelAsync(ordered, "&by=owner"), await FunnelAsync(shuffled, "&by=owner"));
        foreach (var member in expected.EnumerateObject().Where(member => member.Name is not ("version" or "epoch")))
            actual.GetProperty(member.Name).GetRawText().ShouldBe(member.Value.GetRawText(), member.Name);
        var breaches = await GetAsync(shuffled, "/api/v1/breaches?state=all");
        breaches.GetArrayLength().ShouldBeGreaterThan(0);
        breaches.EnumerateArray().ShouldAllBe(breach => breach.GetProperty("announcedAt").ValueKind == JsonValueKind.Null);
        breaches.EnumerateArray().Select(breach => breach.GetProperty("id").GetString()).ShouldBe(
            (await GetAsync(ordered, "/api/v1/breaches?state=all")).EnumerateArray().Select(breach => breach.GetProperty("id").GetString()));
    }

    private static (string Leads, string Deals) Files() => (
        SharedData.Path("olist", "olist_marketing_qualified_leads_dataset.csv"), SharedData.Path("olist", "olist_closed_deals_dataset.csv"));

    private static Task<string> ImportAsync(HostProcess host, string leads, string deals, params string[] more) =>
        RunAsync(host, ["import", "olist", "--leads", leads, "--deals", deals, "--zone", "America/Sao_Paulo", .. more]);

    /// <summary>The command as a process of its own, as people run it.</summary>
    private static async Task<string> RunAsync(HostProcess host, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ExitCodes).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FUNNEL_URL"] = host.BaseAddress.ToString();
        start.Environment["FUNNEL_KEY"] = host.AdminKey;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, output + await errors);
        return output;
    }

    private static Task<JsonElement> FunnelAsync(HostProcess host, string more = "") => GetAsync(host, $"/api/v1/funnel?from=2017-01-01&to=2019-12-31{more}");

    private static async Task<JsonElement> GetAsync(HostProcess host, string path)
    {
        using var client = host.CreateClient(host.AdminKey);
        return JsonElement.Parse(await client.GetStringAsync(path, TestContext.Current.CancellationToken));
    }

    private static long Stage(JsonElement funnel, string key, string count) =>
        funnel.GetProperty("stages").EnumerateArray().Single(stage => stage.GetProperty("key").GetString() == key).GetProperty(count).GetInt64();
}
