using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>How a lead went through the funnel; <see cref="LeadTraces"/> reads it off the lead's events.</summary>
/// <param name="Cycles">Its cycles, in order; at least one.</param>
/// <param name="Source">As of all its events, in its original spelling; null for none.</param>
/// <param name="Campaign">Likewise.</param>
/// <param name="Segment">Likewise.</param>
/// <param name="Value">What the deal is expected to bring: of the last <c>lead.updated</c> that says so, else of the first <c>lead.captured</c>; null for none.</param>
/// <param name="Currency">ISO 4217 code of <paramref name="Value"/>.</param>
/// <param name="Holders">Who had it from when on, in order; at least one.</param>
public sealed record LeadTrace(
    IReadOnlyList<CycleTrace> Cycles, string? Source, string? Campaign, string? Segment, decimal? Value, string? Currency, IReadOnlyList<LeadHolder> Holders)
{
    /// <summary>Whether the lead has the value of a dimension at an instant; always for <see cref="Dimension.All"/>.</summary>
    public bool Has(Dimension dimension, string value, Instant at) => dimension switch
    {
        Dimension.All => true,
        Dimension.Source => Source == value,
        Dimension.Campaign => Campaign == value,
        Dimension.Segment => Segment == value,
        Dimension.Owner => HolderAt(at).Owner == value,
        Dimension.Team => HolderAt(at).Team == value,
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Not a dimension."),
    };

    private LeadHolder HolderAt(Instant at)
    {
        for (var i = Holders.Count - 1; i > 0; i--)
            if (Holders[i].From <= at) return Holders[i];
        return Holders[0];
    }
}
