namespace FunnelGrains.Web.Tests.Access;

/// <summary>Time that passes by hand.</summary>
internal sealed class HandTime : TimeProvider
{
    private long now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(TimeSpan length) => now += length.Ticks;

    public override long GetTimestamp() => now;
}
