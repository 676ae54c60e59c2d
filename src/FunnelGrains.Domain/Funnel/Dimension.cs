namespace FunnelGrains.Domain.Funnel;

/// <summary>By what a count is broken down; one at a time.</summary>
public enum Dimension : byte
{
    /// <summary>Not broken down; its one value is the empty text.</summary>
    All,

    /// <summary>Where the lead came from.</summary>
    Source,

    /// <summary>The campaign.</summary>
    Campaign,

    /// <summary>The market segment.</summary>
    Segment,

    /// <summary>The person.</summary>
    Owner,

    /// <summary>The team.</summary>
    Team,
}
