using System.Globalization;

namespace FunnelGrains.Cli.Imports;

/// <summary>A line every few seconds, for logs and pipes.</summary>
internal sealed class PlainView(TextWriter output, TimeProvider time) : IImportView
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private long shown = time.GetTimestamp();

    public Task<ImportSummary> DuringAsync(Func<Task<ImportSummary>> import) => import();

    public void Show(ImportTally tally, double? done, string? place)
    {
        if (time.GetElapsedTime(shown) < Between)
            return;
        shown = time.GetTimestamp();
        var share = done is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known,4:P0} ") : "";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{share}{tally.Events:N0} events, {tally.Rate:N0}/s, at {place}"));
    }

    public void Say(string line) => output.WriteLine(line);
}
