using System.CommandLine;

namespace FunnelGrains.Benchmarks.Agreements;

/// <summary><c>preview</c>: how long the preview of an edited clause takes with many open clocks, and what it does to events that come meanwhile.</summary>
internal static class PreviewCommand
{
    public static Command Create()
    {
        var clocks = new Option<int>("--clocks") { Description = "Open clocks, one a lead.", DefaultValueFactory = _ => 100_000 };
        var rounds = new Option<int>("--rounds") { Description = "Previews; the median counts.", DefaultValueFactory = _ => 5 };
        var command = new Command("preview", "Previews of an edited clause on a host of its own, embedded storage, four shards.") { clocks, rounds };
        command.SetAction(async (parsed, cancel) =>
        {
            await new PreviewBenchmark(parsed.GetValue(clocks), parsed.GetValue(rounds)).RunAsync(cancel);
            return 0;
        });
        return command;
    }
}
