namespace FunnelGrains.Domain.Goals.Planning;

/// <summary>How many leads have to enter a stage.</summary>
/// <param name="Stage">The stage's key.</param>
/// <param name="Needed">To 9 places; null where it cannot be computed.</param>
public sealed record PlanStep(string Stage, decimal? Needed)
{
    /// <summary>Rounded up, as it is shown and taken over.</summary>
    public decimal? Shown => Needed is { } needed ? Math.Ceiling(needed) : null;
}
