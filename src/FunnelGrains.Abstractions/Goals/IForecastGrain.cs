using FunnelGrains.Domain.Goals;
using Orleans;
using Orleans.Concurrency;

namespace FunnelGrains.Abstractions.Goals;

/// <summary>
/// A workspace's forecasts: learns from all its leads, when somebody asks and what it has is old, and keeps what is small: sums by stage and age. Nothing is stored; after a restart it
/// learns again. Key: <see cref="GoalKey.Forecast"/>.
/// </summary>
[Alias("fg.IForecastGrain")]
public interface IForecastGrain : IGrainWithStringKey
{
    /// <summary>The forecast of a goal's current period; waits for a few seconds at most where it has to be made.</summary>
    /// <param name="goal">What is set.</param>
    /// <returns>Null for a metric without forecast, and while it is being made.</returns>
    [AlwaysInterleave, Alias("Read")]
    Task<ForecastReading?> ReadAsync(GoalDefinition goal);
}
