using NodaTime;

namespace FunnelGrains.Grains.Time;

/// <summary>
/// The one clock of the grains, to the millisecond. Orleans' own timers stay on the system's clock, so this is not the <see cref="TimeProvider"/> of the
/// container: tests put a fake one in here without stopping the silo.
/// </summary>
public sealed class ServerClock(TimeProvider time)
{
    /// <summary>Where the time comes from; for waiting.</summary>
    public TimeProvider Provider { get; } = time;

    /// <summary>Now, truncated to the millisecond.</summary>
    public Instant Now => Instant.FromUnixTimeMilliseconds(Provider.GetUtcNow().ToUnixTimeMilliseconds());
}
