namespace FunnelGrains.Domain.Goals.Planning;

/// <summary>How many of those that entered a stage go on to the next one: kept as a fraction, so that a third stays a third.</summary>
/// <param name="Stage">The stage's key.</param>
/// <param name="Converted">How many go on; not negative.</param>
/// <param name="Entered">Of how many; not less than <paramref name="Converted"/>. 0 where nothing was measured. A rate that was typed in has 1.</param>
public sealed record PlanRate(string Stage, decimal Converted, decimal Entered)
{
    /// <summary>Converted ÷ entered to 9 places; null where nothing was measured.</summary>
    public decimal? Value => Entered == 0 ? null : decimal.Round(Converted / Entered, BackPlan.Places);
}
