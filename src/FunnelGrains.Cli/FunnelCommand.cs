using System.CommandLine;
using System.CommandLine.Invocation;
using FunnelGrains.Cli.Auditing;
using FunnelGrains.Cli.Imports;
using FunnelGrains.Cli.Operations;
using FunnelGrains.Cli.Tailing;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli;

/// <summary>The command <c>funnel</c>: parses, runs, and turns failures into one line and an exit code.</summary>
internal static class FunnelCommand
{
    private const string Description = """
        Brings events into FunnelGrains, checks its numbers, follows its board and keeps its data.

        The server is --url or FUNNEL_URL, the key --key or FUNNEL_KEY (prefer the variable: a command line can be seen by others).
        Exit codes: 0 done; 1 failed, or something was refused or differs; 2 wrong usage; 130 stopped with Ctrl-C.

        Examples:
          export FUNNEL_URL=http://localhost:5080 FUNNEL_KEY=fg_…
          funnel import ndjson events.ndjson
          funnel audit
          funnel tail
        """;

    /// <summary>EPIPE.</summary>
    private const int BrokenPipe = 32;

    public static async Task<int> RunAsync(string[] args, CliHost host)
    {
        var parsed = Build(host).Parse(args);
        foreach (var below in parsed.CommandResult.Command.Subcommands)
            below.Description = below.Description?.Split('\n')[0];
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
            return Fail(host, $"{Wrong(parsed)}. See '{CommandPath(parsed)} --help'.", ExitCodes.Usage);
        try
        {
            var console = new InvocationConfiguration
            {
                Output = host.Out,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(console, host.Stop);
        }
        catch (IOException closed) when (closed.HResult == BrokenPipe)
        {
            return ExitCodes.PipeClosed;
        }
        catch (Exception failure) when (failure is CliException or FunnelException or IOException or UnauthorizedAccessException)
        {
            return Fail(host, failure.Message, (failure as CliException)?.Code ?? ExitCodes.Failed);
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    private static RootCommand Build(CliHost host)
    {
        var server = new ServerOptions(host);
        var root = new RootCommand(Description)
        {
            server.Url,
            server.Key,
            ImportCommand.Create(host, server),
            AuditCommand.Create(host, server),
            TailCommand.Create(host, server),
        };
        foreach (var command in OperationCommands.Create(host)) root.Add(command);
        return root;
    }

    private static int Fail(CliHost host, string message, int code)
    {
        host.Error.WriteLine($"funnel: {string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))}");
        return code;
    }

    /// <summary>A word that is no command says more than that a command is missing.</summary>
    private static string Wrong(ParseResult parsed) =>
        parsed.UnmatchedTokens is [var word, ..] && parsed.CommandResult.Command.Subcommands.Count > 0
            ? $"'{word}' is not a command; there are {string.Join(", ", parsed.CommandResult.Command.Subcommands.Select(command => command.Name))}"
            : parsed.Errors[0].Message.TrimEnd('.');

    private static string CommandPath(ParseResult parsed)
    {
        var names = new List<string>();
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, command.Parent is null ? "funnel" : command.Command.Name);
        return string.Join(' ', names);
    }
}
