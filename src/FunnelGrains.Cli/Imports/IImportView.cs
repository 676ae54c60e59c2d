namespace FunnelGrains.Cli.Imports;

/// <summary>Shows how an import goes.</summary>
internal interface IImportView
{
    Task<ImportSummary> DuringAsync(Func<Task<ImportSummary>> import);

    /// <param name="tally">The counts so far.</param>
    /// <param name="done">The share of the input that is read, 0 to 1; null when unknown.</param>
    /// <param name="place">The row reached.</param>
    void Show(ImportTally tally, double? done, string? place);

    /// <summary>Shows a line without disturbing the rest.</summary>
    void Say(string line);
}
