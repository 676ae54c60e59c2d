using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain.Goals;
using NodaTime;

namespace FunnelGrains.Grains.Goals;

/// <summary>How the goal's periods grew.</summary>
internal sealed partial class TeamGoalGrain
{
    public async Task<GoalSeries?> SeriesAsync(LocalDate? from)
    {
        Turn();
        if (goal is not { } known) return null;
        if (from is null || from == known.Current.From) return await SeriesAsync(known.Definition, known.Current);
        return known.Past.FirstOrDefault(period => period.Span.From == from) is { } past ? await SeriesAsync(past.Definition, past.Span) : null;
    }

    private async Task<GoalSeries> SeriesAsync(GoalDefinition definition, GoalSpan span) =>
        GoalReadings.Of(definition, span, await measuring.ByDayAsync(definition, span), book, clock.Now);
}
