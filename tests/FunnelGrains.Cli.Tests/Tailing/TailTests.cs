using System.Text.Json;
using System.Text.Json.Nodes;
using FunnelGrains.Cli.Tests.Commands;
using FunnelGrains.Sdk;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Cli.Tests.Tailing;

/// <summary>Each test with a host of its own: what others post would show.</summary>
public sealed class TailTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private HostLaunch launch = null!;
    private HostProcess host = null!;

    public async ValueTask InitializeAsync()
    {
        launch = new HostLaunch { DataFolder = folder["data"], Port = FreePort.Next() };
        host = await HostProcess.StartAsync(launch);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Changes_are_lines_until_Ctrl_C()
    {
        await using var tail = FunnelProcess.Start(host, "tail");
        (await tail.Output.UntilAsync("breaches open 0\n")).ShouldMatch(@"^\d\d:\d\d:\d\d  default: lead 0, mql 0, sal 0, sql 0, opportunity 0, customer 0; breaches open 0\n$");
        await PostAsync(Event("L-1", EventTypes.Captured, "c"));
        await tail.Output.UntilAsync("captured 1 (+1)");
        await PostAsync(Event("L-1", EventTypes.DealWon, "w", new JsonObject { ["amount"] = 1234.5m, ["currency"] = "BRL" }));
        (await tail.Output.UntilAsync("won: ")).ShouldContain("BRL 1,234.50");
        (await tail.Output.UntilAsync("won 1 (+1)")).ShouldContain("customer now 1 (+1), customer entered 1 (+1)");
        Signals.SendInterrupt(tail.Id);
        (await tail.EndAsync()).ShouldEndWith(130).Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_hub_s_messages_are_JSON_lines_when_asked_so()
    {
        await using var tail = FunnelProcess.Start(host, "tail", "--json");
        await tail.Output.UntilAsync("\n");
        await PostAsync(Event("L-1", EventTypes.Captured, "c"));
        var text = await tail.Output.UntilAsync(text => text.EndsWith('\n') && text.Contains("BoardChanged", StringComparison.Ordinal), "BoardChanged");
        var lines = text.TrimEnd().Split('\n').Select(line => JsonElement.Parse(line)).ToList();
        lines[0].GetProperty("message").GetString().ShouldBe("Watch");
        lines[0].GetProperty("payload").GetProperty("kind").GetString().ShouldBe("frame");
        lines[^1].GetProperty("message").GetString().ShouldBe("BoardChanged");
    }

    [Fact]
    public async Task A_host_that_is_killed_and_started_again_is_followed_again()
    {
        await using var tail = FunnelProcess.Start(host, "tail");
        await tail.Output.UntilAsync("breaches open 0\n");
        await host.KillAsync();
        await tail.Errors.UntilAsync("The link is lost");
        await host.DisposeAsync();
        host = await HostProcess.StartAsync(launch);
        await PostAsync(Event("L-1", EventTypes.Captured, "c"));
        await tail.Errors.UntilAsync("Connected again.");
        await tail.Output.UntilAsync("captured 1 (+1)");
    }

    [Fact]
    public async Task A_reader_that_has_gone_ends_it()
    {
        await using var tail = FunnelProcess.StartInShell(host, "tail | head -1; exit ${PIPESTATUS[0]}");
        await tail.Output.UntilAsync("breaches open 0\n");
        for (var n = 0; !tail.HasExited; n++)
            await PostAsync(Event($"L-{n}", EventTypes.Captured, "c"));
        (await tail.EndAsync()).ShouldEndWith(141).Errors.ShouldBeEmpty();
    }

    private async Task PostAsync(FunnelEvent e)
    {
        using var client = new FunnelClient(new FunnelClientOptions { BaseAddress = host.BaseAddress, Key = host.AdminKey });
        (await client.PostAsync(e, TestContext.Current.CancellationToken)).Accepted.ShouldBe(1);
    }

    private static FunnelEvent Event(string lead, string type, string id, JsonObject? data = null) =>
        new() { Id = id, Type = type, Lead = lead, OccurredAt = TimeProvider.System.GetUtcNow(), Data = data };
}
