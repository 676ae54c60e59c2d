using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Imports;

/// <summary>Counts while an import runs.</summary>
internal sealed class ImportTally(TimeProvider time)
{
    private readonly long began = time.GetTimestamp();

    public long Accepted { get; private set; }

    public long Duplicates { get; private set; }

    public long Differs { get; set; }

    public long Refused { get; set; }

    public long BadRows { get; set; }

    public long Skipped { get; set; }

    /// <summary>Events that the server answered.</summary>
    public long Events => Accepted + Duplicates + Refused;

    public double Seconds => time.GetElapsedTime(began).TotalSeconds;

    /// <summary>Events a second since the start; 0 at the start.</summary>
    public double Rate => Seconds > 0 ? Events / Seconds : 0;

    public void Add(PostAnswer answer)
    {
        Accepted += answer.Accepted;
        Duplicates += answer.Duplicates;
        Refused += answer.Refused;
    }

    public ImportSummary Sum(bool complete)
    {
        var seconds = Seconds;
        return new ImportSummary
        {
            Events = Events,
            Accepted = Accepted,
            Duplicates = Duplicates,
            Differs = Differs,
            Refused = Refused,
            BadRows = BadRows,
            Skipped = Skipped,
            Seconds = Math.Round(seconds, 3),
            Rate = seconds > 0 ? Math.Round(Events / seconds, 1) : 0,
            Complete = complete,
        };
    }
}
