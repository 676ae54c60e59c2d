using System.Text.Json;
using FunnelGrains.Testing.Processes;

namespace FunnelGrains.Host.Tests.Telemetry;

/// <summary>The log for machines.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task As_json_every_line_is_an_object_with_its_category_and_nothing_else_is_printed()
    {
        await using var host = await HostProcess.StartAsync(new HostLaunch().With("FunnelGrains__LogFormat", "json"));
        (await host.TerminateAsync()).ShouldBe(0);
        host.Lines.Errors.ShouldBeEmpty();
        var lines = host.Lines.Output.Select(line => JsonElement.Parse(line)).ToList();
        lines.Count.ShouldBeGreaterThan(4);
        lines.ShouldAllBe(line => line.GetProperty("Category").GetString()!.Length > 0 && line.GetProperty("LogLevel").GetString()!.Length > 0);
        lines.ShouldContain(line => line.GetProperty("Message").GetString()!.StartsWith("FunnelGrains ", StringComparison.Ordinal));
        lines.Count(line => line.GetProperty("Category").GetString() == "FunnelGrains.Grains.Shards.ShardEngine").ShouldBe(4);
    }
}
