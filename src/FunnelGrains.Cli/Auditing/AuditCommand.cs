using System.CommandLine;
using System.Globalization;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Auditing;

/// <summary><c>funnel audit</c>: are the live numbers those of the journal?</summary>
internal static class AuditCommand
{
    private const string Description = """
        Folds the server's journal from nothing and compares every live number with it.

        Prints how many events and leads were folded, the seconds it took, and each difference. Needs a key of scope admin.
        Exit code 0 when there is no difference, 1 when there is one.

        Examples:
          funnel audit
          funnel audit --json | jq .differences
        """;

    public static Command Create(CliHost host, ServerOptions server)
    {
        var json = new Option<bool>("--json") { Description = "Print the result as one JSON object." };
        var command = new Command("audit", Description) { json };
        command.SetAction((parsed, cancellationToken) => RunAsync(host, server.Read(parsed), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, FunnelClientOptions options, bool json, CancellationToken cancellationToken)
    {
        using var client = new FunnelClient(options);
        await client.IsReadyAsync(cancellationToken);
        var report = await client.AuditAsync(cancellationToken);
        if (json)
            await host.Out.WriteLineAsync(CliJson.Serialize(report));
        else
            await PrintAsync(host.Out, report);
        return report.Differences.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task PrintAsync(TextWriter output, AuditReport report)
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{report.Events:N0} events of {report.Leads:N0} leads folded in {report.Seconds:0.0} s: {Verdict(report.Differences.Count)}."));
        foreach (var difference in report.Differences)
            await output.WriteLineAsync($"  {difference.What}: {difference.Live}, by the journal {difference.Folded}");
    }

    private static string Verdict(int differences) => differences switch
    {
        0 => "no difference",
        1 => "1 difference",
        _ => string.Create(CultureInfo.InvariantCulture, $"{differences:N0} differences"),
    };
}
