using Orleans;

namespace FunnelGrains.Domain.Funnel;

/// <summary>Which facts of a lead stand behind a number.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Key">The stage or clause; null for any.</param>
/// <param name="From">First local day as days since 1970-01-01.</param>
/// <param name="To">Last local day, inclusive.</param>
/// <param name="Filter">Of which source, campaign, segment, owner, team, as they were at the fact's moment.</param>
[GenerateSerializer, Immutable, Alias("fg.factq")]
public sealed record FactQuestion(FactKind Kind, string? Key, int From, int To, FactFilter Filter)
{
    /// <summary>Whether a fact is one of them; of those met late it must be known that they are.</summary>
    public bool Matches(in Fact fact) =>
        fact.Measure == Kind.Measure() && fact.Day >= From && fact.Day <= To && (Key is null || fact.Key == Key) && Filter.Matches(fact);
}
