namespace FunnelGrains.Domain.Goals;

/// <summary>How well a clause is kept in a period, by the due instants of its clocks.</summary>
public static class Compliance
{
    /// <summary>met ÷ (met + breached), 0 to 1; null when nothing was judged.</summary>
    /// <param name="met">Clocks stopped at or before due.</param>
    /// <param name="breached">Clocks breached, met late included.</param>
    public static decimal? Of(long met, long breached) => met + breached == 0 ? null : (decimal)met / (met + breached);

    /// <summary>floor(n − n·p) − breached: how many more clocks may breach; negative when too many have.</summary>
    /// <param name="target">p, 0 to 1.</param>
    /// <param name="met">Clocks met.</param>
    /// <param name="breached">Clocks breached, met late included.</param>
    /// <param name="open">Clocks still running or paused that are due in the period.</param>
    public static long MissesStillAllowed(decimal target, long met, long breached, long open)
    {
        var judged = (decimal)(met + breached + open);
        return (long)Math.Floor(judged - judged * target) - breached;
    }
}
