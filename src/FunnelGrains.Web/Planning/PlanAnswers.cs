using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;

namespace FunnelGrains.Web.Planning;

/// <summary>What is to be planned.</summary>
/// <remarks>Only described by this type; <see cref="PlanRequest"/> reads it.</remarks>
/// <param name="Customers">How many customers are to be won; or <c>revenue</c>.</param>
/// <param name="Revenue">What is to be won, in one currency.</param>
/// <param name="MarketingShare">The share of the revenue that comes through Marketing's leads, above 0 to 1; absent: all of it.</param>
/// <param name="AverageDeal">What a customer brings; absent: as measured in <c>currency</c>.</param>
/// <param name="Currency">ISO 4217, for an average deal that is to be measured.</param>
/// <param name="Rates">Stage to the share, 0 to 1, that goes on to the next stage; stages that are absent have their measured conversion.</param>
/// <param name="Period"><c>week</c>, <c>month</c> (where absent) or <c>quarter</c>; the next one is planned.</param>
/// <param name="MedianDays">Days from lead to customer; absent: as measured.</param>
/// <param name="Capacity"><c>reps</c>, and how many leads one of them can work in the period: <c>leadsPerRep</c>.</param>
internal sealed record PlanBody(
    decimal? Customers = null, decimal? Revenue = null, decimal? MarketingShare = null, decimal? AverageDeal = null, string? Currency = null,
    ImmutableSortedDictionary<string, decimal>? Rates = null, string? Period = null, decimal? MedianDays = null, JsonElement? Capacity = null);

/// <summary>A plan, from customers back to leads.</summary>
/// <param name="Period"><c>week</c>, <c>month</c> or <c>quarter</c>.</param>
/// <param name="From">First day of the period that is planned: the next one.</param>
/// <param name="To">Its last day.</param>
/// <param name="Computable">Whether all steps could be computed.</param>
/// <param name="Why">Why not, in words; null where they could.</param>
/// <param name="AverageDeal">What a customer brings; null where customers were given.</param>
/// <param name="MeasuredFrom">First day of what was measured: the last 180.</param>
/// <param name="MeasuredTo">Today.</param>
/// <param name="Steps">What has to enter each stage, in the funnel's order; the last step is the customers.</param>
/// <param name="Leads">When the leads are to come.</param>
/// <param name="Capacity">Whether they can be worked; null where nothing was said of it.</param>
internal sealed record PlanAnswer(
    string Period, LocalDate From, LocalDate To, bool Computable, string? Why, decimal? AverageDeal, LocalDate MeasuredFrom, LocalDate MeasuredTo,
    IReadOnlyList<PlanStepBody> Steps, PlanLeadsBody Leads, PlanCapacityBody? Capacity);

/// <summary>A step of a plan.</summary>
/// <param name="Stage">The stage's key.</param>
/// <param name="Team">The team that owns it.</param>
/// <param name="Rate">The share of it that goes on to the next stage; null for the last one, and where nothing was measured.</param>
/// <param name="Measured">Whether the rate was measured here; else it was typed in.</param>
/// <param name="Needed">How many have to enter it, to 9 places; null where that cannot be computed.</param>
/// <param name="Shown">The same rounded up.</param>
internal sealed record PlanStepBody(string Stage, string Team, decimal? Rate, bool Measured, decimal? Needed, decimal? Shown);

/// <summary>When the leads are to come.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="MedianDays">The median time from lead to customer, in days; null where nothing was measured.</param>
/// <param name="Shifted">Whether that is longer than the period, so that they are to come before it.</param>
internal sealed record PlanLeadsBody(LocalDate From, LocalDate To, decimal? MedianDays, bool Shifted);

/// <summary>Whether the leads can be worked.</summary>
/// <param name="Reps">People.</param>
/// <param name="LeadsPerRep">Leads that one of them can work.</param>
/// <param name="Leads">Both multiplied.</param>
/// <param name="Beyond">Leads of the plan that nobody can work; null where the plan has no number of them.</param>
/// <param name="RepsNeeded">People that the plan needs; likewise, and where one can work no lead.</param>
internal sealed record PlanCapacityBody(int Reps, decimal LeadsPerRep, decimal Leads, decimal? Beyond, decimal? RepsNeeded);

/// <summary>A plan that was taken over.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Goals">The ids of the goals that hold its numbers from the next period on.</param>
internal sealed record AdoptedBody(PlanAnswer Plan, IReadOnlyList<string> Goals);
