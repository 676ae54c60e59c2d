namespace FunnelGrains.Host.Demo;

/// <summary>What somebody means to do with a lead.</summary>
internal enum LiveStep
{
    /// <summary>Marketing hands it over.</summary>
    Qualify,

    /// <summary>Sales accepts or rejects it.</summary>
    Decide,

    /// <summary>Sales contacts it.</summary>
    Touch,

    /// <summary>Marketing answers a rejection.</summary>
    Answer,
}

/// <summary>A step meant for a lead; void once the lead has moved otherwise.</summary>
internal readonly record struct LivePlan(LiveLead Lead, LiveStep Step, int Moves);
