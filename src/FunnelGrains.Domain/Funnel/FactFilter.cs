using System.Collections.Immutable;
using Orleans;

namespace FunnelGrains.Domain.Funnel;

/// <summary>
/// Which facts: of each dimension one of some values, as counted; default or empty for any. The empty text is no value at all, <see cref="Cell.OtherValue"/> those without a place.
/// </summary>
[GenerateSerializer, Immutable, Alias("fg.factfilter")]
public sealed record FactFilter(
    ImmutableArray<string> Source = default, ImmutableArray<string> Campaign = default, ImmutableArray<string> Segment = default, ImmutableArray<string> Owner = default,
    ImmutableArray<string> Team = default)
{
    /// <summary>All facts.</summary>
    public static FactFilter Any { get; } = new();

    /// <summary>The dimensions that it chooses by.</summary>
    public IReadOnlyList<Dimension> Dimensions => [.. Enum.GetValues<Dimension>().Where(dimension => !Of(dimension).IsEmpty)];

    /// <summary>The values of a dimension; empty for any.</summary>
    public ImmutableArray<string> Of(Dimension dimension)
    {
        var values = dimension switch
        {
            Dimension.Source => Source,
            Dimension.Campaign => Campaign,
            Dimension.Segment => Segment,
            Dimension.Owner => Owner,
            Dimension.Team => Team,
            _ => [],
        };
        return values.IsDefault ? [] : values;
    }

    /// <summary>The same with other values of a dimension.</summary>
    public FactFilter With(Dimension dimension, ImmutableArray<string> values) => dimension switch
    {
        Dimension.Source => this with { Source = values },
        Dimension.Campaign => this with { Campaign = values },
        Dimension.Segment => this with { Segment = values },
        Dimension.Owner => this with { Owner = values },
        Dimension.Team => this with { Team = values },
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, null),
    };

    /// <summary>Whether a fact is one of them.</summary>
    public bool Matches(in Fact fact) =>
        Has(Source, fact.Source) && Has(Campaign, fact.Campaign) && Has(Segment, fact.Segment) && Has(Owner, fact.Owner) && Has(Team, fact.Team);

    /// <summary>Whether a value of a dimension is chosen.</summary>
    public bool Has(Dimension dimension, string value) => Has(Of(dimension), value);

    private static bool Has(ImmutableArray<string> values, string value) => values.IsDefaultOrEmpty || values.Contains(value, StringComparer.Ordinal);
}
