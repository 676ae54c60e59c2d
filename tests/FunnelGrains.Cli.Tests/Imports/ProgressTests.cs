using System.Text.RegularExpressions;
using FunnelGrains.Cli.Tests.Commands;

namespace FunnelGrains.Cli.Tests.Imports;

/// <summary>How progress looks in a terminal, and that none of its codes get anywhere else.</summary>
public sealed class ProgressTests(SharedHost shared) : IDisposable
{
    private const string Colour = "\u001b[38;";
    private readonly TestFolder folder = new();

    [Fact]
    public async Task A_terminal_gets_a_bar_with_count_rate_and_share()
    {
        var written = await InTerminalAsync([]);
        written.ShouldContain("%");
        written.ShouldMatch(@"[\d,]+ events, [\d,]+/s");
        written.ShouldContain(Colour);
        written.ShouldContain("\u001b[?25h", Case.Sensitive, "the cursor is shown again");
        written.ShouldMatch(@"8,000 events in [\d.]+ s \([\d,]+/s\): 8,000 accepted, 0 duplicates, 0 refused; 0 bad rows\.");
    }

    [Fact]
    public async Task NO_COLOR_is_honoured()
    {
        var written = await InTerminalAsync(new() { ["NO_COLOR"] = "1" });
        written.ShouldMatch(@"[\d,]+ events, [\d,]+/s");
        written.ShouldNotContain(Colour);
    }

    [Fact]
    public async Task A_dumb_terminal_gets_no_codes() =>
        (await InTerminalAsync(new() { ["TERM"] = "dumb" })).ShouldNotContain('\u001b');

    [Fact]
    public async Task A_pipe_gets_no_codes_and_at_most_plain_lines_of_progress()
    {
        var end = (await FunnelProcess.RunAsync(shared.Host, "import", "ndjson", Events())).ShouldEndWith(0);
        (end.Output + end.Errors).ShouldNotContain('\u001b');
        end.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => Regex.IsMatch(line, @"^ *\d+ % [\d,]+ events, [\d,]+/s, at .*events\.ndjson:\d+$"));
    }

    public void Dispose() => folder.Dispose();

    private string Events() => folder.WriteEvents("events.ndjson", $"P{Guid.NewGuid():N}"[..12], 8_000);

    private async Task<string> InTerminalAsync(Dictionary<string, string> environment)
    {
        await using var funnel = FunnelProcess.StartInTerminal(shared.Host, environment, "import", "ndjson", Events(), "--batch", "100");
        return (await funnel.EndAsync()).ShouldEndWith(0).Output;
    }
}
