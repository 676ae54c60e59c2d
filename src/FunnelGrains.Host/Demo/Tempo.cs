namespace FunnelGrains.Host.Demo;

/// <summary>
/// How eagerly the live stream makes new leads and wins, 0 to 1 each: at full speed while the goals allow it, and slower as the month runs ahead of them,
/// so that a board left alone for days stays plausible.
/// </summary>
/// <param name="Leads">For leads and MQLs.</param>
/// <param name="Wins">For customers.</param>
internal readonly record struct Tempo(double Leads, double Wins)
{
    private const double Ahead = 1.15;
    private const double Room = 0.12;
    private const double Least = 0.03;

    /// <summary>Full speed.</summary>
    public static Tempo Full { get; } = new(1, 1);

    /// <summary>The eagerness that a pace allows.</summary>
    /// <param name="actual">What is reached.</param>
    /// <param name="target">What the period should bring.</param>
    /// <param name="elapsed">How much of the period is over, 0 to 1; the first tenth counts as a tenth.</param>
    public static double Of(double actual, double target, double elapsed)
    {
        var pace = actual / (target * Math.Max(elapsed, 0.1));
        return Math.Clamp((Ahead - pace) / Room, Least, 1);
    }
}
