using Orleans;

namespace FunnelGrains.Domain.Funnel;

/// <summary>Where a count stands.</summary>
/// <param name="Measure">What is counted.</param>
/// <param name="Day">The workspace's local day as days since 1970-01-01, or <see cref="NoDay"/> for what is true now.</param>
/// <param name="Key">Stage, clause, currency or bucket, as <see cref="Measure"/> says; empty for none.</param>
/// <param name="Dimension">By what it is broken down.</param>
/// <param name="Value">The dimension's value; empty for <see cref="Dimension.All"/> and for a lead without one.</param>
[GenerateSerializer, Immutable, Alias("fg.cell")]
public readonly record struct Cell(Measure Measure, int Day, string Key, Dimension Dimension, string Value)
{
    /// <summary>The day of what has none.</summary>
    public const int NoDay = int.MinValue;

    /// <summary>The value that stands for all those without a place of their own.</summary>
    public const string OtherValue = "(other)";

    /// <summary>Ten-thousandths in one unit of a currency (<see cref="Measure.Revenue"/>).</summary>
    public const long MoneyScale = 10_000;
}

/// <summary>A change of a count.</summary>
/// <param name="Cell">Which.</param>
/// <param name="N">By how much; never 0.</param>
[GenerateSerializer, Immutable, Alias("fg.cellchange")]
public readonly record struct CellChange(Cell Cell, long N);
