using System.Globalization;

namespace FunnelGrains.Cli.Imports;

/// <summary>The last words of an import.</summary>
internal sealed class ImportClosing(CliHost host)
{
    public Task SayStoppedAsync(ImportSummary summary, bool resumable) => summary.Complete
        ? Task.CompletedTask
        : host.Error.WriteLineAsync(resumable
            ? "Stopped. Run the same command again: it goes on from there."
            : "Stopped. Run the same command again to go on: what is stored already is answered as duplicate.");

    public Task PrintAsync(ImportSummary summary, bool json) => host.Out.WriteLineAsync(json ? CliJson.Serialize(summary) : Sentence(summary));

    private static string Sentence(ImportSummary summary) => string.Create(CultureInfo.InvariantCulture,
        $"{summary.Events:N0} events in {summary.Seconds:0.0} s ({summary.Rate:N0}/s): {summary.Accepted:N0} accepted, {Duplicates(summary)}, {summary.Refused:N0} refused; {Rows(summary)}.");

    private static string Duplicates(ImportSummary summary) => summary.Differs == 0
        ? Duplicates(summary.Duplicates)
        : string.Create(CultureInfo.InvariantCulture, $"{Duplicates(summary.Duplicates)} ({summary.Differs:N0} with other content)");

    private static string Duplicates(long n) => n == 1 ? "1 duplicate" : string.Create(CultureInfo.InvariantCulture, $"{n:N0} duplicates");

    private static string Rows(ImportSummary summary)
    {
        var bad = summary.BadRows == 1 ? "1 bad row" : string.Create(CultureInfo.InvariantCulture, $"{summary.BadRows:N0} bad rows");
        return summary.Skipped == 0 ? bad : string.Create(CultureInfo.InvariantCulture, $"{bad}, {summary.Skipped:N0} passed over as settled before{Before(summary)}");
    }

    private static string Before(ImportSummary summary) => summary.ProblemsBefore == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $", of which {summary.ProblemsBefore:N0} bad or refused ({(summary.ProblemsListedIn is { } file ? $"listed in {file}" : "as told then")})");
}
