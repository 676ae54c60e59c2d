namespace FunnelGrains.Sdk;

/// <summary>The funnel of a period. <see cref="StageReport.Now"/> and <see cref="Status"/> are the present whatever the period; the rest are its flows.</summary>
public sealed record FunnelReport
{
    /// <summary>The workspace's name.</summary>
    public string Workspace { get; init; } = "";

    /// <summary>The workspace's IANA zone, which the days are in.</summary>
    public string Zone { get; init; } = "";

    /// <summary>The period's first local day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The period's last local day, included.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Changes when a shard is claimed anew, for example after a restart: versions of two epochs do not compare.</summary>
    public string Epoch { get; init; } = "";

    /// <summary>Grows with each event counted, within an epoch.</summary>
    public long Version { get; init; }

    /// <summary>The stages, in the funnel's order.</summary>
    public IReadOnlyList<StageReport> Stages { get; init; } = [];

    /// <summary>Leads captured.</summary>
    public long Captured { get; init; }

    /// <summary>Wins that still stand.</summary>
    public long Won { get; init; }

    /// <summary>Losses that still stand.</summary>
    public long Lost { get; init; }

    /// <summary>Rejections that still stand.</summary>
    public long Rejected { get; init; }

    /// <summary>Events that contradict what is settled and move nothing.</summary>
    public long Anomalies { get; init; }

    /// <summary>Won amounts, one for each currency.</summary>
    public IReadOnlyList<Money> Revenue { get; init; } = [];

    /// <summary>How many leads are in which status at present.</summary>
    public StatusCounts Status { get; init; } = new();

    /// <summary>The breakdown that was asked for; empty without one.</summary>
    public IReadOnlyList<FunnelBreakdown> By { get; init; } = [];

    /// <summary>Cycles that began within the period and are still open.</summary>
    public long OpenCycles { get; init; }

    /// <summary>Whether there are such: what cycles of the period reached may still grow.</summary>
    public bool CohortOpen { get; init; }
}
