using System.Collections.Immutable;

namespace FunnelGrains.Domain.Goals.Planning;

/// <summary>How many leads for one customer? From the end of the funnel back to its beginning, in decimals of 9 places.</summary>
public static class BackPlan
{
    /// <summary>Places that are kept.</summary>
    public const int Places = 9;

    /// <summary>Beyond that a plan is none.</summary>
    private const decimal Most = 1_000_000_000_000_000m;

    /// <summary>Revenue × share ÷ average deal, to 9 places.</summary>
    /// <param name="revenue">What is to be won, below 10^12.</param>
    /// <param name="share">Marketing's share of it, 0 to 1.</param>
    /// <param name="averageDeal">What a customer brings.</param>
    /// <returns>Null where the average deal is 0, or so small that no number of customers would do.</returns>
    public static decimal? Customers(decimal revenue, decimal share, decimal averageDeal) => Divide(revenue * share, averageDeal, 1);

    /// <summary>What has to enter each stage.</summary>
    /// <param name="customers">How many are to be won.</param>
    /// <param name="rates">Of the stages in the funnel's order, without the won one.</param>
    /// <returns>In the same order; from a rate of zero, or one that was not measured, back to the beginning nothing can be computed.</returns>
    public static ImmutableArray<PlanStep> Steps(decimal customers, IReadOnlyList<PlanRate> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        var steps = new PlanStep[rates.Count];
        decimal? needed = decimal.Round(customers, Places);
        for (var i = rates.Count - 1; i >= 0; i--)
        {
            needed = needed is { } next ? Divide(next, rates[i].Converted, rates[i].Entered) : null;
            steps[i] = new PlanStep(rates[i].Stage, needed);
        }

        return [.. steps];
    }

    /// <summary>how many ÷ (part ÷ whole); multiplied first, so that nothing is lost where a fraction has no end.</summary>
    private static decimal? Divide(decimal howMany, decimal part, decimal whole)
    {
        if (part == 0 || whole == 0 || (double)howMany * (double)whole / (double)part >= (double)Most) return null;
        return decimal.Round((double)howMany * (double)whole < 1e18 ? howMany * whole / part : howMany / part * whole, Places);
    }
}
