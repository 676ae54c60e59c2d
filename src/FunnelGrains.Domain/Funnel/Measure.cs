namespace FunnelGrains.Domain.Funnel;

/// <summary>What a <see cref="Cell"/> counts. The comment says what its day and its key are.</summary>
public enum Measure : byte
{
    /// <summary>Leads captured; day of capture; no key.</summary>
    Captured,

    /// <summary>Leads by status now; no day; key <c>open</c>, <c>won</c>, <c>lost</c> or <c>rejected</c>.</summary>
    Status,

    /// <summary>Open leads in a stage now; no day; key the stage.</summary>
    Now,

    /// <summary>First entries of a stage in a cycle; day of entry; key the stage.</summary>
    Entered,

    /// <summary>Those entries whose cycle later entered the next stage; day of the entry; key the stage.</summary>
    Converted,

    /// <summary>Cycles that entered a stage; day the cycle began; key the stage.</summary>
    Reached,

    /// <summary>Cycles still open; day the cycle began; no key.</summary>
    CohortOpen,

    /// <summary>Wins that stand; day of the win; no key.</summary>
    Won,

    /// <summary>Losses that stand; day of the loss; no key.</summary>
    Lost,

    /// <summary>Rejections that stand; day of the rejection; no key.</summary>
    Rejected,

    /// <summary>Revenue of the wins that stand in ten-thousandths of the currency's unit; day of the win; key the currency (ISO 4217).</summary>
    Revenue,

    /// <summary>Events that moved nothing because the lead was won, lost or rejected; day they occurred; no key.</summary>
    Anomalies,

    /// <summary>Touches that are not automated; day of the touch; no key.</summary>
    Touches,

    /// <summary>Elapsed time from the begin of a cycle to its first touch; day of the touch; key the histogram's bucket.</summary>
    FirstTouch,

    /// <summary>Elapsed time in a stage; day the sample was first given: the lead entered a later stage, or ended; key <c>stage|bucket</c>.</summary>
    StayElapsed,

    /// <summary>Time in a stage in the owning team's business hours; day the sample was first given: the lead entered a later stage, or ended; key <c>stage|bucket</c>.</summary>
    StayBusiness,

    /// <summary>Clocks met; day of due; key the clause.</summary>
    ClauseMet,

    /// <summary>Clocks breached, met late included; day of due; key the clause.</summary>
    ClauseBreached,

    /// <summary>Clocks running or paused; day of due (none for a clock without due); key the clause.</summary>
    ClauseRunning,

    /// <summary>Breaches still to be repaired; no day; key the clause.</summary>
    BreachesOpen,
}
