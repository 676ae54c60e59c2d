using System.Collections.Immutable;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain.Agreements;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Boards;

/// <summary>All that a board shows, at one moment. Never a lead's personal data; persons by initials.</summary>
/// <param name="Epoch">Changes when a shard is claimed anew: versions of two epochs do not compare.</param>
/// <param name="Version">Sum of the shards' counted sequence numbers; grows within an epoch. With the same version goals may still move with time.</param>
/// <param name="Revision">Grows with every frame of this funnel activation.</param>
/// <param name="Workspace">The workspace's key.</param>
/// <param name="Zone">Its IANA zone.</param>
/// <param name="At">The server's time of this frame.</param>
/// <param name="DataAt">When the oldest of the shards last told anything (they tell at least every 5 s).</param>
/// <param name="From">First day of the period of flows: the current month.</param>
/// <param name="To">Its last day.</param>
/// <param name="Teams">The parties.</param>
/// <param name="Stages">Open and won stages in order.</param>
/// <param name="Totals">Sums.</param>
/// <param name="Goals">Goals of the current periods.</param>
/// <param name="Clauses">The promises of the current month.</param>
/// <param name="Breaches">The latest open breaches, at most 12, the latest due first.</param>
/// <param name="NextClocks">Clocks falling due, at most 12, the next first.</param>
[GenerateSerializer, Immutable, Alias("fg.frame")]
public sealed record BoardFrame(
    string Epoch, long Version, long Revision, string Workspace, string Zone, Instant At, Instant DataAt, LocalDate From, LocalDate To,
    ImmutableArray<BoardTeam> Teams, ImmutableArray<BoardStage> Stages, BoardTotals Totals, ImmutableArray<GoalReading> Goals,
    ImmutableArray<BoardClause> Clauses, ImmutableArray<BoardBreach> Breaches, ImmutableArray<BoardClock> NextClocks);

/// <summary>A team on a board.</summary>
[GenerateSerializer, Immutable, Alias("fg.bteam")]
public sealed record BoardTeam(string Key, LocalText Name);

/// <summary>A stage on a board; flows are of the frame's period.</summary>
/// <param name="Key">The stage.</param>
/// <param name="Name">Its name.</param>
/// <param name="Team">Its team's key.</param>
/// <param name="Kind">Open or won.</param>
/// <param name="Now">Open leads in it now; for a won stage the leads won, now.</param>
/// <param name="Entered">First entries in the period.</param>
/// <param name="EnteredToday">First entries today.</param>
/// <param name="Converted">Of the entries of the period, how many went on to the next stage.</param>
/// <param name="Conversion">Converted ÷ entered, 0 to 1; null for no entry or the last stage.</param>
[GenerateSerializer, Immutable, Alias("fg.bstage")]
public sealed record BoardStage(
    string Key, LocalText Name, string Team, StageKind Kind, long Now, long Entered, long EnteredToday, long Converted, double? Conversion);

/// <summary>Sums on a board; flows are of the frame's period.</summary>
[GenerateSerializer, Immutable, Alias("fg.btotals")]
public sealed record BoardTotals(
    long Captured, long CapturedToday, long Won, long WonToday, long Lost, long Rejected, long Touches, long TouchesToday,
    long Open, long BreachesOpen, ImmutableArray<Money> Revenue);

/// <summary>An amount of money, exact.</summary>
[GenerateSerializer, Immutable, Alias("fg.money")]
public sealed record Money(string Currency, decimal Amount);

/// <summary>A promise on a board, in the frame's period by due.</summary>
/// <param name="Key">The clause.</param>
/// <param name="Name">The promise in words.</param>
/// <param name="Team">The responsible team's key.</param>
/// <param name="Met">Clocks met.</param>
/// <param name="Breached">Clocks breached, met late included.</param>
/// <param name="Running">Clocks running now.</param>
/// <param name="Open">Breaches still to be repaired.</param>
/// <param name="Compliance">Met ÷ (met + breached), 0 to 1; null while nothing was judged.</param>
[GenerateSerializer, Immutable, Alias("fg.bclause")]
public sealed record BoardClause(
    string Key, LocalText Name, string Team, long Met, long Breached, long Running, long Open, double? Compliance);

/// <summary>A breach on a board.</summary>
/// <param name="Id">The same for the same clock and due, for ever.</param>
/// <param name="Lead">The lead's id (never personal data).</param>
/// <param name="Clause">The clause's key.</param>
/// <param name="Name">The promise in words.</param>
/// <param name="Team">The responsible team's key.</param>
/// <param name="Owner">Initials; null without an owner.</param>
/// <param name="Due">When it fell due.</param>
[GenerateSerializer, Immutable, Alias("fg.bbreach")]
public sealed record BoardBreach(string Id, string Lead, string Clause, LocalText Name, string Team, string? Owner, Instant Due);

/// <summary>A clock falling due on a board.</summary>
[GenerateSerializer, Immutable, Alias("fg.bclock")]
public sealed record BoardClock(string Lead, string Clause, LocalText Name, string Team, string? Owner, Instant Start, Instant Due);

/// <summary>Something to celebrate.</summary>
/// <param name="Kind"><c>won</c> or <c>goal_reached</c>.</param>
/// <param name="Id">Of the event or goal and period; the same for the same thing.</param>
/// <param name="Team">The team's key.</param>
/// <param name="Owner">Initials; null without.</param>
/// <param name="Amount">Of a deal, where it has one.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("fg.celebration")]
public sealed record Celebration(string Kind, string Id, string Team, string? Owner, Money? Amount, Instant At);
