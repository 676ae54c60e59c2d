namespace FunnelGrains.Domain.Sla;

/// <summary>What a clause's target counts.</summary>
public enum TargetUnit
{
    /// <summary>Minutes of open time.</summary>
    BusinessMinutes,

    /// <summary>Hours of open time.</summary>
    BusinessHours,

    /// <summary>Open dates: N of them end at the closing of the Nth open date after the date of the effective start.</summary>
    BusinessDays,

    /// <summary>Minutes on any clock.</summary>
    ElapsedMinutes,

    /// <summary>Hours on any clock.</summary>
    ElapsedHours,

    /// <summary>Exactly 86,400 seconds each, whatever the local clock does.</summary>
    ElapsedDays,
}
