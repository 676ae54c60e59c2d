using FunnelGrains.Storage.Postgres.Cluster;

namespace FunnelGrains.Host.Cluster;

/// <summary>
/// This machine's clock, moved to the database's: promises of one workspace are kept on several machines, and a clock that is half a minute off would announce
/// breaches early. Only the time of day moves; timers and stopwatches stay the machine's.
/// </summary>
internal sealed class SharedTime : TimeProvider
{
    private long offset;

    /// <summary>The database's time less this machine's.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offset));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

    /// <summary>Asks the database for its time; between question and answer it is taken to be in the middle.</summary>
    /// <exception cref="Exception">The database does not answer; the offset stays.</exception>
    public async Task MeasureAsync(PostgresCluster database, CancellationToken cancel)
    {
        var (before, started) = (base.GetUtcNow(), GetTimestamp());
        var there = (await database.ReadTimeAsync(cancel)).ToDateTimeOffset();
        Interlocked.Exchange(ref offset, (there - (before + (GetElapsedTime(started) / 2))).Ticks);
    }
}
