namespace FunnelGrains.Grains.Boards;

/// <summary>Bounds of a workspace's board frames.</summary>
public sealed class FunnelOptions
{
    /// <summary>Between two frames; the first change after a quiet time goes at once. 100 ms by default.</summary>
    public TimeSpan FrameInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A frame goes out at least so often. 5 s by default.</summary>
    public TimeSpan FrameHeartbeat { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two rounds of telling all goals that time passed; a value that moved is told with the next frame. 1 s by default.</summary>
    public TimeSpan GoalInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two readings of the sources while somebody looks at a board. 10 s by default.</summary>
    public TimeSpan SourceInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After how long without renewal an observer is forgotten. 10 s by default.</summary>
    public TimeSpan ObserverExpiry { get; set; } = TimeSpan.FromSeconds(10);
}
