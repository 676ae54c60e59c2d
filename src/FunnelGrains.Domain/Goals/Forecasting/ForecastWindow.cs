using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>A period with the instant in it at which a forecast of its end is made.</summary>
/// <param name="Start">The period's start.</param>
/// <param name="At">When it is forecast: what happened at or after it is not known.</param>
/// <param name="End">The period's end, after <paramref name="At"/>.</param>
/// <param name="LearnedBy">What happened from here on teaches no chances; null for <paramref name="At"/>.</param>
[GenerateSerializer, Immutable, Alias("fg.forecastwindow")]
public sealed record ForecastWindow(Instant Start, Instant At, Instant End, Instant? LearnedBy = null)
{
    /// <summary>A third of the period: the tenth day of a month. Earlier periods are forecast from there, to compare with what came.</summary>
    public static ForecastWindow AtThird(GoalSpan span)
    {
        ArgumentNullException.ThrowIfNull(span);
        return new ForecastWindow(span.Start, span.Start + (span.End - span.Start) / 3, span.End);
    }

    /// <summary>The look ahead from <see cref="At"/> to the end.</summary>
    internal ForecastLook Ahead => new(At, End, LearnedBy ?? At);

    /// <summary>The look from the start to <see cref="At"/>: what the same chances would have expected of the time that has passed.</summary>
    internal ForecastLook SoFar => new(Start, At, LearnedBy ?? Start);
}

/// <summary>A look ahead.</summary>
/// <param name="At">From when.</param>
/// <param name="Until">To when.</param>
/// <param name="LearnedBy">What was known when the chances were learned.</param>
internal readonly record struct ForecastLook(Instant At, Instant Until, Instant LearnedBy)
{
    public Duration Remaining => Until - At;
}
