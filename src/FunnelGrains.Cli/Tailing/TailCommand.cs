using System.CommandLine;

namespace FunnelGrains.Cli.Tailing;

/// <summary><c>funnel tail</c>: the board as lines.</summary>
internal static class TailCommand
{
    private const string Description = """
        Follows the board and prints a line for each change, until Ctrl-C (exit code 130).

        Counts show where they are and by how much they moved; breaches and wins have lines of their own. Times are in the workspace's
        zone. When the link is lost it is made again, for ever; what changed meanwhile shows as one line. Needs a key of scope read.
        """;

    public static Command Create(CliHost host, ServerOptions server)
    {
        var json = new Option<bool>("--json") { Description = "Print the messages of the hub as they come, one JSON object a line." };
        var command = new Command("tail", Description) { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ITailPrinter printer = parsed.GetValue(json) ? new JsonPrinter(host.Out) : new LinePrinter(host.Out, host.Time);
            await using var board = new BoardLink(server.Read(parsed), host.Error);
            await board.FollowAsync(new BoardTail(printer), cancellationToken);
            return ExitCodes.Interrupted;
        });
        return command;
    }
}
