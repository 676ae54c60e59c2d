using System.CommandLine;
using FunnelGrains.Cli.Imports;

namespace FunnelGrains.Cli.Ndjson;

/// <summary><c>funnel import ndjson</c>.</summary>
internal static class NdjsonCommand
{
    private const string Description = """
        Brings a file with one JSON event a line in, in the form of the API.

        A line without an id gets a hash of its content as id; such a line needs occurredAt. Blank lines are passed over.

        A line is, for example:
          {"id": "crm-91832", "type": "lead.stage_changed", "lead": "L-1041", "occurredAt": "2026-11-02T09:15:00-03:00", "data": {"stage": "mql"}}

        Examples:
          funnel import ndjson events.ndjson --resume events.state
          zcat 2026-*.ndjson.gz | funnel import ndjson -
        """;

    public static Command Create(CliHost host, ServerOptions server)
    {
        var file = new Argument<string>("FILE") { Description = "The file, or - for the standard input." };
        var import = new ImportOptions(host, server);
        var command = new Command("ndjson", Description) { file };
        import.AddTo(command);
        command.SetAction((parsed, _) => parsed.GetValue(file)! is var path && path == "-"
            ? import.RunAsync(parsed, new NdjsonSource("stdin", host.Input), "ndjson", [])
            : import.RunAsync(parsed, new NdjsonSource(path, () => File.OpenRead(path)), "ndjson", [path]));
        return command;
    }
}
