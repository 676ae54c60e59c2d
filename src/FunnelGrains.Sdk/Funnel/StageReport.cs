namespace FunnelGrains.Sdk;

/// <summary>One stage of a <see cref="FunnelReport"/>.</summary>
public sealed record StageReport
{
    /// <summary>The stage's key, for example <c>mql</c>.</summary>
    public string Key { get; init; } = "";

    /// <summary>The stage's name.</summary>
    public LocalText Name { get; init; } = new("", "");

    /// <summary>The team that owns the stage.</summary>
    public string? Team { get; init; }

    /// <summary>Open leads that are in the stage at present.</summary>
    public long Now { get; init; }

    /// <summary>First entries in the period.</summary>
    public long Entered { get; init; }

    /// <summary>Those entries whose cycle later entered the next stage.</summary>
    public long Converted { get; init; }

    /// <summary>Cycles begun in the period that reached the stage.</summary>
    public long Reached { get; init; }

    /// <summary>Converted ÷ entered, 0 to 1; null where there is none.</summary>
    public decimal? Conversion { get; init; }

    /// <summary>Entries of the next stage ÷ entries of this one, both of the period; null where there is none.</summary>
    public decimal? Throughput { get; init; }
}
