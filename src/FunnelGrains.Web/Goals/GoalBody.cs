using System.Collections.Immutable;
using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Web.Goals;

/// <summary>A team's goal as the API and the boards show it: what was set, and how it goes.</summary>
/// <param name="Id">The goal.</param>
/// <param name="Team">The team's key.</param>
/// <param name="Metric"><c>entered</c>, <c>won</c>, <c>revenue</c>, <c>touches</c>, <c>compliance</c> or <c>first_touch</c>.</param>
/// <param name="Stage">The stage's key, for <c>entered</c>.</param>
/// <param name="Clause">The clause's key, for <c>compliance</c>.</param>
/// <param name="Filter">Attribute to required value; null for all leads.</param>
/// <param name="Period"><c>week</c>, <c>month</c> or <c>quarter</c>.</param>
/// <param name="Target">T, in the metric's unit: leads, money, touches, a share from 0 to 1, or seconds.</param>
/// <param name="Kind"><c>reach</c>, <c>above</c> or <c>below</c>.</param>
/// <param name="Currency">ISO 4217, for <c>revenue</c>.</param>
/// <param name="Label">What it counts, in words.</param>
/// <param name="From">First day of the current period.</param>
/// <param name="To">Its last day.</param>
/// <param name="Actual">A; null where nothing was measured.</param>
/// <param name="Expected">E, expected by now in business time; null where the metric is not paced.</param>
/// <param name="Pace">A ÷ E; null without a verdict.</param>
/// <param name="Gap">A − E; null where the metric is not paced.</param>
/// <param name="Projection">Run rate to the end of the period; null before anything elapsed.</param>
/// <param name="Forecast">From the open leads' chances; null where there is none.</param>
/// <param name="PerDayLeft">What is left for each business day left; null when none is left.</param>
/// <param name="DaysLeft">Business days left, today included while open time remains.</param>
/// <param name="MissesAllowed">How many more clocks may breach, negative when too many have; null for a metric other than <c>compliance</c>.</param>
/// <param name="Status"><c>on_track</c>, <c>behind</c>, <c>at_risk</c>, <c>reached</c>, <c>missed</c> or <c>no_verdict</c>.</param>
internal record GoalBody(
    string Id, string Team, string Metric, string? Stage, string? Clause, ImmutableSortedDictionary<string, string>? Filter,
    string Period, decimal Target, string Kind, string? Currency, LocalText Label, LocalDate From, LocalDate To,
    decimal? Actual, decimal? Expected, decimal? Pace, decimal? Gap, decimal? Projection, ForecastBody? Forecast, decimal? PerDayLeft,
    int DaysLeft, long? MissesAllowed, string Status);

/// <summary>A forecast with its range.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="Mid">The expected value.</param>
/// <param name="High">The upper end.</param>
internal sealed record ForecastBody(decimal Low, decimal Mid, decimal High);
