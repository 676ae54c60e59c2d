namespace FunnelGrains.Sdk;

/// <summary>The types of event that the server accepts.</summary>
public static class EventTypes
{
    /// <summary>The lead exists and enters the first stage. Data: source, medium, campaign, segment, value, currency.</summary>
    public const string Captured = "lead.captured";

    /// <summary>The lead is now in another stage. Data: stage, reason.</summary>
    public const string StageChanged = "lead.stage_changed";

    /// <summary>Sales refuses the handoff. Data: reason.</summary>
    public const string Rejected = "lead.rejected";

    /// <summary>Ends the lead's cycle and opens the next. Data: reason, stage.</summary>
    public const string Recycled = "lead.recycled";

    /// <summary>The lead has another owner. Data: owner, team.</summary>
    public const string Assigned = "lead.assigned";

    /// <summary>A contact attempt. Data: channel, outcome, automated.</summary>
    public const string Touched = "lead.touched";

    /// <summary>Attributes of the lead change. Data: any attribute.</summary>
    public const string Updated = "lead.updated";

    /// <summary>A deal is won. Data: amount, currency.</summary>
    public const string DealWon = "deal.won";

    /// <summary>A deal is lost. Data: reason.</summary>
    public const string DealLost = "deal.lost";
}
