namespace FunnelGrains.Grains.Agreements;

/// <summary>Rhythm of the agreement.</summary>
public sealed class AgreementOptions
{
    /// <summary>Between two looks of each silo for versions that were published elsewhere. 5 s by default, at most 20 s: a version takes force a minute after it is published at the earliest.</summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(5);
}
