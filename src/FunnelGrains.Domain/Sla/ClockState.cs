namespace FunnelGrains.Domain.Sla;

/// <summary>The state of a clock. At risk and outside hours are derived, not stored.</summary>
public enum ClockState : byte
{
    /// <summary>Waiting for its stop; not past due.</summary>
    Running,

    /// <summary>Stands still.</summary>
    Paused,

    /// <summary>Stopped at or before due.</summary>
    Met,

    /// <summary>Past due, not stopped.</summary>
    Breached,

    /// <summary>Stopped after due; counts as breached.</summary>
    MetLate,

    /// <summary>Cancelled at or before due; not judged.</summary>
    Cancelled,
}
