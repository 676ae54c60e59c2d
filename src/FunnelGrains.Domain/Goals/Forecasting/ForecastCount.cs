using Orleans;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>What was counted for one stage and age group.</summary>
/// <param name="Stage">The stage's key.</param>
/// <param name="Age">The group, see <see cref="StageAge"/>.</param>
/// <param name="Stays">How many stays were in the stage at such an age and observed for longer than what remains.</param>
/// <param name="Seconds">n: for how long they were, together.</param>
/// <param name="Reaching">k: for how long of that the target was not farther away than the time that remains.</param>
/// <param name="Open">Open leads there that have not reached the target; for revenue, not those with a value in another currency.</param>
/// <param name="Unvalued">Those of them without a value; all of them where it is not revenue that is forecast.</param>
/// <param name="Value">The values of the others, together.</param>
/// <param name="Squares">The squares of their values, together.</param>
[GenerateSerializer, Immutable, Alias("fg.forecastcount")]
public sealed record ForecastCount(
    string Stage, int Age, long Stays, double Seconds, double Reaching, long Open, long Unvalued, decimal Value, double Squares)
{
    /// <summary>Both together; of the same stage and age.</summary>
    public ForecastCount Plus(ForecastCount other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(
            Stage, Age, Stays + other.Stays, Seconds + other.Seconds, Reaching + other.Reaching, Open + other.Open, Unvalued + other.Unvalued, Value + other.Value,
            Squares + other.Squares);
    }
}
