namespace FunnelGrains.Cli.Imports;

/// <summary>What an import did, as <c>--json</c> prints it.</summary>
internal sealed record ImportSummary
{
    /// <summary>Events that the server answered in this run.</summary>
    public long Events { get; init; }

    public long Accepted { get; init; }

    public long Duplicates { get; init; }

    /// <summary>Those of <see cref="Duplicates"/> whose content is not that of the first event.</summary>
    public long Differs { get; init; }

    public long Refused { get; init; }

    /// <summary>Rows that are no events and were not sent.</summary>
    public long BadRows { get; init; }

    /// <summary>Rows that an earlier run had settled (<c>--resume</c>).</summary>
    public long Skipped { get; init; }

    /// <summary>How many of those were bad or refused then: the import as a whole is not without fault.</summary>
    public long ProblemsBefore { get; init; }

    /// <summary>The file that lists them; null when they were only shown.</summary>
    public string? ProblemsListedIn { get; init; }

    public double Seconds { get; init; }

    /// <summary>Events a second.</summary>
    public double Rate { get; init; }

    /// <summary>False when the import was stopped before the input's end.</summary>
    public bool Complete { get; init; }

    public int ExitCode => !Complete ? ExitCodes.Interrupted
        : Differs + Refused + BadRows + ProblemsBefore > 0 ? ExitCodes.Failed
        : ExitCodes.Done;
}
