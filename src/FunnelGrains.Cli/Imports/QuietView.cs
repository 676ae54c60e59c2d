namespace FunnelGrains.Cli.Imports;

/// <summary>Nothing but what is wrong.</summary>
internal sealed class QuietView(TextWriter output) : IImportView
{
    public Task<ImportSummary> DuringAsync(Func<Task<ImportSummary>> import) => import();

    public void Show(ImportTally tally, double? done, string? place)
    {
    }

    public void Say(string line) => output.WriteLine(line);
}
