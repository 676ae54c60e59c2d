using Orleans;

namespace FunnelGrains.Domain.Funnel;

/// <summary>Something of a lead that is counted: once in all, and once under each dimension.</summary>
/// <param name="Measure">What is counted.</param>
/// <param name="Day">As in <see cref="Cell.Day"/>.</param>
/// <param name="Key">As in <see cref="Cell.Key"/>.</param>
/// <param name="Source">The dimension's value, as counted; empty for none.</param>
/// <param name="Campaign">Likewise.</param>
/// <param name="Segment">Likewise.</param>
/// <param name="Owner">Likewise.</param>
/// <param name="Team">Likewise.</param>
[GenerateSerializer, Immutable, Alias("fg.fact")]
public readonly record struct Fact(
    Measure Measure, int Day, string Key, string Source, string Campaign, string Segment, string Owner, string Team)
{
    /// <summary>How many cells each fact stands in.</summary>
    public const int Cells = 6;

    /// <summary>The cell without a dimension.</summary>
    public Cell All => new(Measure, Day, Key, Dimension.All, "");

    /// <summary>One of its cells, from 0 to <see cref="Cells"/> − 1; the first is <see cref="All"/>.</summary>
    public Cell this[int cell] => cell switch
    {
        0 => All,
        1 => new Cell(Measure, Day, Key, Dimension.Source, Source),
        2 => new Cell(Measure, Day, Key, Dimension.Campaign, Campaign),
        3 => new Cell(Measure, Day, Key, Dimension.Segment, Segment),
        4 => new Cell(Measure, Day, Key, Dimension.Owner, Owner),
        5 => new Cell(Measure, Day, Key, Dimension.Team, Team),
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, null),
    };
}

/// <summary>A change of how often a fact holds.</summary>
/// <param name="Fact">Which.</param>
/// <param name="N">By how much; never 0. Of money (<see cref="Measure.Revenue"/>): ten-thousandths of the currency's unit.</param>
[GenerateSerializer, Immutable, Alias("fg.factchange")]
public readonly record struct FactChange(Fact Fact, long N)
{
    /// <summary>What it does to the fact's cells.</summary>
    public static IEnumerable<CellChange> CellsOf(IEnumerable<FactChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        foreach (var (fact, n) in changes)
            for (var i = 0; i < Fact.Cells; i++) yield return new CellChange(fact[i], n);
    }
}
