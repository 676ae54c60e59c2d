using System.CommandLine;
using FunnelGrains.Cli.Csv;
using FunnelGrains.Cli.Ndjson;
using FunnelGrains.Cli.Olist;

namespace FunnelGrains.Cli.Imports;

/// <summary><c>funnel import</c> and its kinds.</summary>
internal static class ImportCommand
{
    private const string Description = """
        Brings the events of a file in. Files are streamed, of any size.

        Every event gets a stable id, so that importing the same file again changes nothing: repeat an import that was stopped or failed.
        A bad or refused row is reported as file:line with its reason and does not stop the import; the exit code is then 1.
        """;

    public static Command Create(CliHost host, ServerOptions server) => new("import", Description)
    {
        CsvCommand.Create(host, server),
        NdjsonCommand.Create(host, server),
        OlistCommand.Create(host, server),
    };
}
