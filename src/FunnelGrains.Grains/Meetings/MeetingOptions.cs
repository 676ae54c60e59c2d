namespace FunnelGrains.Grains.Meetings;

/// <summary>Rhythm of the meetings' book.</summary>
public sealed class MeetingOptions
{
    /// <summary>Between two looks of each silo for meetings whose time has come; figures are as of the agreed instant however late they are taken. 5 s by default, 100 ms to 5 min.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);
}
