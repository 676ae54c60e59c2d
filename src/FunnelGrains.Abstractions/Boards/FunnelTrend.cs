using System.Collections.Immutable;
using FunnelGrains.Domain.Funnel;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Boards;

/// <summary>How long each part of a trend is.</summary>
public enum TrendStep : byte
{
    /// <summary>A local day.</summary>
    Day,

    /// <summary>Monday to Sunday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,
}

/// <summary>Which trend.</summary>
/// <param name="From">First local day; null with <paramref name="To"/>: the current month.</param>
/// <param name="To">Last local day, inclusive.</param>
/// <param name="Step">How long each part is.</param>
/// <param name="Filter">Of which facts; null for all.</param>
[GenerateSerializer, Immutable, Alias("fg.trendq")]
public sealed record TrendQuestion(LocalDate? From, LocalDate? To, TrendStep Step, FactFilter? Filter);

/// <summary>The flows of a period, part by part; the first and the last may be shorter.</summary>
[GenerateSerializer, Immutable, Alias("fg.trend")]
public sealed record FunnelTrend(LocalDate From, LocalDate To, ImmutableArray<TrendPoint> Points);

/// <summary>A part of a trend.</summary>
[GenerateSerializer, Immutable, Alias("fg.trendpoint")]
public sealed record TrendPoint(
    LocalDate From, LocalDate To, ImmutableArray<TrendStage> Stages, long Captured, long Won, long Lost, long Rejected, ImmutableArray<Money> Revenue);

/// <summary>A stage in a part of a trend.</summary>
/// <param name="Key">The stage.</param>
/// <param name="Entered">First entries.</param>
/// <param name="Converted">Of those, how many went on to the next stage since.</param>
[GenerateSerializer, Immutable, Alias("fg.trendstage")]
public sealed record TrendStage(string Key, long Entered, long Converted);
