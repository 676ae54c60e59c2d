using FunnelGrains.Abstractions.Goals;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Meetings;

/// <summary>A goal at a meeting.</summary>
/// <param name="Current">The goal's period that ran.</param>
/// <param name="Forecast">Where it was likely to end; null where nobody could say.</param>
/// <param name="Last">The goal's period that ended last; null where none has since the goal was set.</param>
/// <param name="Foretold">What would have been foretold of that one after a third of its time; null where nobody could have.</param>
[GenerateSerializer, Immutable, Alias("fg.meetinggoal")]
public sealed record MeetingGoal(GoalReading Current, MeetingForecast? Forecast, GoalPastReading? Last, MeetingForecast? Foretold);

/// <summary>A forecast at a meeting.</summary>
/// <param name="At">The instant of which it is.</param>
/// <param name="Range">Where the period was likely to end.</param>
[GenerateSerializer, Immutable, Alias("fg.meetingforecast")]
public sealed record MeetingForecast(Instant At, ForecastRange Range);
