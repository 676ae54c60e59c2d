using FunnelGrains.Domain.Agreements;
using NodaTime;

namespace FunnelGrains.Domain.Leads;

/// <summary>The first entry of a stage in a cycle, and the time spent in it since.</summary>
internal sealed class StageEntry(CompiledStage stage, int day, FactMoment moment)
{
    /// <summary>The stage as the version of the entry knows it.</summary>
    public CompiledStage Stage { get; } = stage;

    public int Day { get; } = day;

    public FactMoment Moment { get; } = moment;

    public bool Converted { get; set; }

    /// <summary>Since when the lead is in it; null while it is elsewhere.</summary>
    public Instant? Since { get; private set; }

    /// <summary>Whether the lead ever was in it; a stage that was only skipped gives no sample.</summary>
    public bool WasIn { get; private set; }

    public Duration Elapsed { get; private set; }

    public Duration Business { get; private set; }

    /// <summary>The sample that counts now; null while none is given.</summary>
    public StaySample? Sample { get; set; }

    public void Enter(Instant at)
    {
        Since = at;
        WasIn = true;
    }

    public void Leave(Instant at)
    {
        if (Since is not { } since) return;
        Elapsed += at - since;
        Business += Stage.Calendar.Between(since, at);
        Since = null;
    }
}

/// <summary>A given sample of time in stage: where it is counted.</summary>
internal sealed record StaySample(int Day, FactMoment Moment, int ElapsedBucket, int BusinessBucket);
