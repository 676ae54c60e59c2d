using FunnelGrains.Abstractions.Lists;
using NodaTime;

namespace FunnelGrains.Web.Desk;

/// <summary>A page of running clocks.</summary>
/// <param name="Clocks">The clocks, the earliest due first.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
internal sealed record AtRiskBody(IEnumerable<RunningClockBody> Clocks, string? Next);

/// <summary>A running clock.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Clause">The clause's key.</param>
/// <param name="StartEvent">Id of the event that started it.</param>
/// <param name="Cycle">The lead's cycle, from 1.</param>
/// <param name="Start">When it started.</param>
/// <param name="Due">When it is due.</param>
/// <param name="RemainingSeconds">Until due, by the wall clock.</param>
/// <param name="OpenSecondsLeft">Until due, in the clause's own time: of business units open time only.</param>
/// <param name="AtRisk">Whether it has passed a warning of its clause, or is in the last quarter of its target where the clause has none.</param>
/// <param name="OutsideHours">Whether its calendar is closed now.</param>
/// <param name="Owner">Who owns the lead; null for nobody.</param>
/// <param name="Team">The responsible team.</param>
internal sealed record RunningClockBody(
    string Lead, string Clause, string StartEvent, int Cycle, Instant Start, Instant Due, double RemainingSeconds, double OpenSecondsLeft, bool AtRisk, bool OutsideHours, string? Owner, string Team)
{
    public static RunningClockBody Of(RunningClock of, Instant now) => new(
        of.Lead, of.Clock.Clause, of.Clock.StartEvent, of.Clock.Cycle, of.Clock.Start, of.Clock.Due!.Value, Math.Max(0, (of.Clock.Due.Value - now).TotalSeconds), of.Left.TotalSeconds,
        of.IsAtRisk, of.IsOutsideHours, of.Clock.Owner, of.Clock.Team);
}
