namespace FunnelGrains.Domain.Goals.Planning;

/// <summary>How many leads a team can work in the period.</summary>
/// <param name="Reps">People.</param>
/// <param name="LeadsPerRep">Leads that one of them can work.</param>
public sealed record PlanCapacity(int Reps, decimal LeadsPerRep)
{
    /// <summary>Reps × leads a rep can work.</summary>
    public decimal Leads => Reps * LeadsPerRep;

    /// <summary>How many leads of a plan nobody can work; 0 when all can be.</summary>
    public decimal Beyond(decimal leads) => Math.Max(0, leads - Leads);

    /// <summary>How many people the plan needs; null where one can work no lead.</summary>
    public decimal? RepsFor(decimal leads) => LeadsPerRep == 0 ? null : Math.Ceiling(decimal.Round(leads / LeadsPerRep, BackPlan.Places));
}
