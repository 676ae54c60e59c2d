using System.Collections.Immutable;
using FunnelGrains.Domain.Goals;
using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>The goals of both teams, of a size that the company's market makes possible and no more.</summary>
internal static class DemoGoals
{
    public const string MqlsAMonth = "mql-month";
    public const string WinsAMonth = "wins-month";
    public const string RevenueAMonth = "revenue-month";

    // Of a month's leads, how many the stories carry so far on average, and what a deal brings on average.
    private const double MqlShare = 0.505;
    private const double WinShare = 0.051;
    private const double Deal = 9_800;
    private const double Ambition = 1.03;

    /// <summary>Goal id to definition, for the month of a day.</summary>
    public static ImmutableSortedDictionary<string, GoalDefinition> Of(LocalDate day)
    {
        var leads = Market.MonthMean(day) * Ambition;
        return ImmutableSortedDictionary<string, GoalDefinition>.Empty
            .Add(MqlsAMonth, new("marketing", GoalMetric.Entered, GoalPeriod.Month, Round(leads * MqlShare, 10), GoalKind.Reach, Stage: "mql"))
            .Add(WinsAMonth, new("sales", GoalMetric.Won, GoalPeriod.Month, Round(leads * WinShare, 5), GoalKind.Reach))
            .Add(RevenueAMonth, new(
                "sales", GoalMetric.Revenue, GoalPeriod.Month, Round(leads * WinShare * Deal, 10_000), GoalKind.Reach, Currency: Company.Currency));
    }

    private static decimal Round(double number, int step) => Math.Max(step, (decimal)Math.Round(number / step) * step);
}
