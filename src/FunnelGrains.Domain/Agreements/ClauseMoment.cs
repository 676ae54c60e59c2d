using System.Globalization;
using Orleans;

namespace FunnelGrains.Domain.Agreements;

/// <summary>An instant in the life of a clock, in the clause's own time (business time for business units; paused time is not counted). Exactly one member is given.</summary>
/// <param name="Share">When this share of the target has run, above 0 and at most 1; 1 is due.</param>
/// <param name="BeforeSeconds">So long before due, at least 1; the start where the target is shorter.</param>
/// <param name="AfterSeconds">So long after due, 0 or more, if the clock is breached and nobody has repaired it by then.</param>
[GenerateSerializer, Immutable, Alias("fg.moment")]
public sealed record ClauseMoment(decimal? Share = null, int? BeforeSeconds = null, int? AfterSeconds = null)
{
    /// <summary>The moment as a short text, equal for equal moments: <c>share:0.75</c>, <c>before:1800</c>, <c>after:3600</c>.</summary>
    public override string ToString() => this switch
    {
        { Share: { } share } => string.Create(CultureInfo.InvariantCulture, $"share:{share:0.############################}"),
        { BeforeSeconds: { } before } => string.Create(CultureInfo.InvariantCulture, $"before:{before}"),
        { AfterSeconds: { } after } => string.Create(CultureInfo.InvariantCulture, $"after:{after}"),
        _ => "",
    };
}
