namespace FunnelGrains.Sdk;

/// <summary>All that a board shows at one moment. Never a lead's personal data; persons by initials.</summary>
public sealed record BoardFrame
{
    /// <summary>Changes when a shard is claimed anew, for example after a restart: versions of two epochs do not compare.</summary>
    public string Epoch { get; init; } = "";

    /// <summary>Sum of the shards' counted sequence numbers; grows within an epoch. With the same version goals may still move with time.</summary>
    public long Version { get; init; }

    /// <summary>Grows with every frame within an epoch.</summary>
    public long Revision { get; init; }

    /// <summary>The workspace's key.</summary>
    public string Workspace { get; init; } = "";

    /// <summary>Its IANA zone.</summary>
    public string Zone { get; init; } = "";

    /// <summary>The server's time of this frame.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When the oldest of the server's shards last told anything.</summary>
    public DateTimeOffset DataAt { get; init; }

    /// <summary>First local day of the period of flows: the current month.</summary>
    public DateOnly From { get; init; }

    /// <summary>Its last local day, included.</summary>
    public DateOnly To { get; init; }

    /// <summary>The parties of the agreement.</summary>
    public IReadOnlyList<BoardTeam> Teams { get; init; } = [];

    /// <summary>Open and won stages, in the funnel's order.</summary>
    public IReadOnlyList<BoardStage> Stages { get; init; } = [];

    /// <summary>Sums over all leads.</summary>
    public BoardTotals Totals { get; init; } = new();

    /// <summary>Goals of the current periods.</summary>
    public IReadOnlyList<GoalReport> Goals { get; init; } = [];

    /// <summary>The promises of the period.</summary>
    public IReadOnlyList<BoardClause> Clauses { get; init; } = [];

    /// <summary>The latest open breaches, at most 12, the latest due first.</summary>
    public IReadOnlyList<BoardBreach> Breaches { get; init; } = [];

    /// <summary>Clocks falling due, at most 12, the next first.</summary>
    public IReadOnlyList<BoardClock> NextClocks { get; init; } = [];

    /// <summary>The last 31 local days, today last.</summary>
    public IReadOnlyList<BoardDay> Days { get; init; } = [];

    /// <summary>The period by source, at most 12, the largest first; some seconds older than the other numbers. Empty until it was read for the first time.</summary>
    public IReadOnlyList<BoardSource> Sources { get; init; } = [];
}

/// <summary>What happened on one local day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Captured">Leads captured.</param>
/// <param name="Won">Wins that still stand.</param>
public sealed record BoardDay(DateOnly Date, long Captured, long Won);

/// <summary>Where leads came from, in the frame's period.</summary>
/// <param name="Value">The source; <c>(none)</c> without one, <c>(other)</c> for those without a place of their own.</param>
/// <param name="Captured">Leads captured.</param>
/// <param name="Won">Wins that still stand.</param>
/// <param name="Revenue">Won amounts, one for each currency.</param>
public sealed record BoardSource(string Value, long Captured, long Won, IReadOnlyList<Money> Revenue);

/// <summary>A team on a board.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name.</param>
public sealed record BoardTeam(string Key, LocalText Name);

/// <summary>A stage on a board; flows are of the frame's period.</summary>
/// <param name="Key">The stage's key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Team">Its team's key.</param>
/// <param name="Kind"><c>open</c> or <c>won</c>.</param>
/// <param name="Now">Open leads in it now; for a won stage the leads won, now.</param>
/// <param name="Entered">First entries in the period.</param>
/// <param name="EnteredToday">First entries today.</param>
/// <param name="Converted">Of the entries of the period, how many went on to the next stage.</param>
/// <param name="Conversion">Converted ÷ entered, 0 to 1; null without an entry and for the last stage.</param>
public sealed record BoardStage(
    string Key, LocalText Name, string Team, string Kind, long Now, long Entered, long EnteredToday, long Converted, decimal? Conversion);

/// <summary>Sums on a board; flows are of the frame's period.</summary>
public sealed record BoardTotals
{
    /// <summary>Leads captured.</summary>
    public long Captured { get; init; }

    /// <summary>Leads captured today.</summary>
    public long CapturedToday { get; init; }

    /// <summary>Wins that still stand.</summary>
    public long Won { get; init; }

    /// <summary>Wins of today that still stand.</summary>
    public long WonToday { get; init; }

    /// <summary>Losses that still stand.</summary>
    public long Lost { get; init; }

    /// <summary>Rejections that still stand.</summary>
    public long Rejected { get; init; }

    /// <summary>Human touches.</summary>
    public long Touches { get; init; }

    /// <summary>Human touches of today.</summary>
    public long TouchesToday { get; init; }

    /// <summary>Leads that are open now.</summary>
    public long Open { get; init; }

    /// <summary>Breaches still to be repaired, now.</summary>
    public long BreachesOpen { get; init; }

    /// <summary>Won amounts, one for each currency.</summary>
    public IReadOnlyList<Money> Revenue { get; init; } = [];

    /// <summary>Losses of today that still stand.</summary>
    public long LostToday { get; init; }

    /// <summary>Rejections of today that still stand.</summary>
    public long RejectedToday { get; init; }

    /// <summary>Clocks due today that were met.</summary>
    public long KeptToday { get; init; }

    /// <summary>Clocks due today that were breached, met late included.</summary>
    public long BrokenToday { get; init; }

    /// <summary>Clocks due today that run.</summary>
    public long RunningToday { get; init; }

    /// <summary>Won amounts of today, one for each currency.</summary>
    public IReadOnlyList<Money> RevenueToday { get; init; } = [];
}

/// <summary>A promise on a board, in the frame's period by due.</summary>
/// <param name="Key">The clause's key.</param>
/// <param name="Name">The promise in words.</param>
/// <param name="Team">The responsible team's key.</param>
/// <param name="Met">Clocks met.</param>
/// <param name="Breached">Clocks breached, met late included.</param>
/// <param name="Running">Clocks running now.</param>
/// <param name="Open">Breaches still to be repaired.</param>
/// <param name="Compliance">Met ÷ (met + breached), 0 to 1; null while nothing was judged.</param>
public sealed record BoardClause(
    string Key, LocalText Name, string Team, long Met, long Breached, long Running, long Open, decimal? Compliance);

/// <summary>A breach on a board.</summary>
/// <param name="Id">The same for the same clock and due, for ever.</param>
/// <param name="Lead">The lead's id.</param>
/// <param name="Clause">The clause's key.</param>
/// <param name="Name">The promise in words.</param>
/// <param name="Team">The responsible team's key.</param>
/// <param name="Owner">Initials, or as the settings of a display say; null without an owner.</param>
/// <param name="Due">When it fell due.</param>
public sealed record BoardBreach(string Id, string Lead, string Clause, LocalText Name, string Team, string? Owner, DateTimeOffset Due);

/// <summary>A clock falling due on a board.</summary>
/// <param name="Lead">The lead's id.</param>
/// <param name="Clause">The clause's key.</param>
/// <param name="Name">The promise in words.</param>
/// <param name="Team">The responsible team's key.</param>
/// <param name="Owner">Initials, or as the settings of a display say; null without an owner.</param>
/// <param name="Start">When it started.</param>
/// <param name="Due">When it falls due.</param>
public sealed record BoardClock(
    string Lead, string Clause, LocalText Name, string Team, string? Owner, DateTimeOffset Start, DateTimeOffset Due);

/// <summary>Something to celebrate.</summary>
/// <param name="Kind"><c>won</c> or <c>goal_reached</c>.</param>
/// <param name="Id">Of the event, or of goal and period; the same for the same thing.</param>
/// <param name="Team">The team's key.</param>
/// <param name="Owner">Initials, or as the settings of a display say; null without an owner.</param>
/// <param name="Amount">Of a deal, where it has one.</param>
/// <param name="At">When.</param>
public sealed record BoardCelebration(string Kind, string Id, string Team, string? Owner, Money? Amount, DateTimeOffset At);
