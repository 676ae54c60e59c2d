namespace FunnelGrains.Web.Admission;

/// <summary>How much each sender may send.</summary>
public sealed class AdmissionOptions
{
    /// <summary>Events a second that one key may post in the long run. 100,000 by default; 1 to 10,000,000.</summary>
    public int EventsPerSecond { get; set; } = 100_000;

    /// <summary>How long the server itself asks a shard again that does not answer or is being read: as long as one on a killed silo may need. None by default: in one process the sender is told at once.</summary>
    public TimeSpan RetryFor { get; set; }

    /// <summary>
    /// How long one asking of a shard waits for its answer before it is asked again: where requests go through a silo's gateway, that silo may stand still though the shard lives
    /// in another. As long as it takes by default.
    /// </summary>
    public TimeSpan AskFor { get; set; } = Timeout.InfiniteTimeSpan;
}
