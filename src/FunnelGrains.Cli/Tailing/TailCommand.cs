using System.CommandLine;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Tailing;

/// <summary><c>funnel tail</c>: the board as lines.</summary>
internal static class TailCommand
{
    private const string Description = """
        Follows the board and prints a line for each change, until Ctrl-C (exit code 130).

        Counts show where they are and by how much they moved; breaches and wins have lines of their own. Times are in the workspace's
        zone. When the link is lost it is made again, for ever; what changed meanwhile shows as one line. Needs a key of scope read.

        Examples:
          funnel tail
          funnel tail --json | jq 'select(.message == "Breached").payload.lead'
        """;

    public static Command Create(CliHost host, ServerOptions server)
    {
        var json = new Option<bool>("--json") { Description = "Print the messages of the hub as they come, one JSON object a line." };
        var command = new Command("tail", Description) { json };
        command.SetAction((parsed, cancellationToken) =>
            FollowAsync(host, server.Read(parsed), parsed.GetValue(json) ? new JsonPrinter(host.Out) : new LinePrinter(host.Out, host.Time), cancellationToken));
        return command;
    }

    private static async Task<int> FollowAsync(CliHost host, FunnelClientOptions options, ITailPrinter printer, CancellationToken cancellationToken)
    {
        using var client = new FunnelClient(options);
        await foreach (var news in client.FollowBoardAsync(cancellationToken))
        {
            printer.Print(news);
            if (news is LinkLost lost)
                await host.Error.WriteLineAsync($"The link is lost ({lost.Reason.TrimEnd('.')}); connecting again …");
            else if (news is LinkRestored)
                await host.Error.WriteLineAsync("Connected again.");
        }
        return ExitCodes.Interrupted;
    }
}
