using System.Collections.Immutable;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Web.Describing;
using Microsoft.AspNetCore.Builder;

namespace FunnelGrains.Web.Reading;

/// <summary>Reads <c>source</c>, <c>campaign</c>, <c>segment</c>, <c>owner</c> and <c>team</c> off a query string; each may stand several times, for one of its values.</summary>
internal static class FactFilterReader
{
    private const int MostValues = 20;
    private const string None = "(none)", Rest = "(rest)";
    private static readonly (string Name, Dimension Dimension)[] Dimensions =
        [("source", Dimension.Source), ("campaign", Dimension.Campaign), ("segment", Dimension.Segment), ("owner", Dimension.Owner), ("team", Dimension.Team)];

    /// <summary>The parameters' names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Dimensions.Select(dimension => dimension.Name)];

    /// <summary>Reads them.</summary>
    /// <returns>Usable only when nothing was refused.</returns>
    public static FactFilter Filter(this QueryReader query)
    {
        var filter = FactFilter.Any;
        foreach (var (name, dimension) in Dimensions)
        {
            var values = query.Texts(name);
            if (values.Count > MostValues) query.Refuse(name, $"may stand {MostValues} times at most");
            else if (values.Contains(Rest)) query.Refuse(name, $"cannot be {Rest}, which sums what a list has no room for; ask for a value");
            else if (values.Count > 0) filter = filter.With(dimension, [.. values.Select(value => value == None ? "" : value).Distinct(StringComparer.Ordinal)]);
        }

        return filter;
    }

    /// <summary>Refuses <c>(other)</c>, which only counts know.</summary>
    public static void RefuseOther(this QueryReader query, FactFilter filter, string why)
    {
        foreach (var (name, dimension) in Dimensions)
            if (filter.Of(dimension).Contains(Cell.OtherValue)) query.Refuse(name, why);
    }

    /// <summary>Says that an endpoint reads them.</summary>
    public static RouteHandlerBuilder Filters(this RouteHandlerBuilder endpoint, string of)
    {
        foreach (var (name, _) in Dimensions)
            endpoint = endpoint.Query(name, $"{of} of this {name}; may stand several times, for any of them. `(none)` and `(other)` as in `by`.");
        return endpoint;
    }
}
