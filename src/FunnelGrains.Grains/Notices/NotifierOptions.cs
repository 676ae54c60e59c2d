namespace FunnelGrains.Grains.Notices;

/// <summary>How announcements are told.</summary>
public sealed class NotifierOptions
{
    /// <summary>Between two looks for new announcements; a breach is told of at once. 2 s by default, 100 ms to 1 min.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>For people (Slack, Teams, e-mail) what is announced within this time of the first goes into one message. 10 s by default, 0 to 1 h.</summary>
    public TimeSpan GroupWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one attempt may take, from finding the address to the last byte of the answer; by the machine's own timer, as the net is. 10 s by default, 100 ms to 1 min.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest first wait after a failure; each later one is up to twice as long. 10 s by default, 1 s to 1 h.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>No wait is longer. 3 h by default, 1 s to 1 d.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromHours(3);

    /// <summary>From its first attempt on a message is tried for so long; then it is dead. 26 h by default, 24 h to 30 d.</summary>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromHours(26);

    /// <summary>An endpoint at which nothing succeeded for so long is paused. 3 d by default, 1 h to 30 d.</summary>
    public TimeSpan PauseAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Dead messages are forgotten after this time. 30 d by default, 1 d to 365 d.</summary>
    public TimeSpan KeepDead { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Messages that are on their way to one endpoint at once; while it fails it is tried with one at a time. 4 by default, 1 to 64.</summary>
    public int Parallel { get; set; } = 4;

    /// <summary>Messages that may wait for one endpoint; what comes beyond is dead from the start. 100,000 by default, 1,000 to 10,000,000.</summary>
    public int WaitingLimit { get; set; } = 100_000;

    /// <summary>Whether addresses may be <c>http:</c>. No by default: what is sent could be read on its way.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Whether addresses may lie in private networks and on this machine. No by default: whoever may set an endpoint could reach what only the server may.</summary>
    public bool AllowPrivate { get; set; }
}
