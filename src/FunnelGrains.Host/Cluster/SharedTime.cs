using FunnelGrains.Storage.Postgres.Cluster;

namespace FunnelGrains.Host.Cluster;

/// <summary>
/// The database's clock, as this machine's stopwatch goes on from its last answer: promises of one workspace are kept on several machines, and a clock that is half a
/// minute off would announce breaches early. The machine's own time of day is not used at all, so that one that is set meanwhile moves nothing; timers stay the machine's.
/// </summary>
internal sealed class SharedTime : TimeProvider
{
    private const int Questions = 3;
    private Reading? last;

    /// <summary>The database's time less this machine's, at the last measurement; zero before the first.</summary>
    public TimeSpan Offset { get; private set; }

    /// <summary>The database's time; before the first measurement this machine's.</summary>
    public override DateTimeOffset GetUtcNow() => Volatile.Read(ref last) is { } reading ? reading.There + GetElapsedTime(reading.At) : base.GetUtcNow();

    /// <summary>
    /// Asks the database for its time. Between question and answer it is taken to be in the middle, so of a few answers the quickest is the best: on a busy machine
    /// some wait for seconds.
    /// </summary>
    /// <exception cref="Exception">The database does not answer; the last measurement goes on.</exception>
    public async Task MeasureAsync(PostgresCluster database, CancellationToken cancel)
    {
        var (quickest, best) = (TimeSpan.MaxValue, default(Reading));
        for (var n = 0; n < Questions; n++)
        {
            var asked = GetTimestamp();
            var there = (await database.ReadTimeAsync(cancel)).ToDateTimeOffset();
            var answered = GetTimestamp();
            var took = GetElapsedTime(asked, answered);
            if (took < quickest) (quickest, best) = (took, new Reading(there + (took / 2), answered));
        }
        Volatile.Write(ref last, best);
        Offset = GetUtcNow() - base.GetUtcNow();
    }

    /// <param name="There">The database's time.</param>
    /// <param name="At">The stopwatch then.</param>
    private sealed record Reading(DateTimeOffset There, long At);
}
