using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FunnelGrains.Abstractions.Goals;
using FunnelGrains.Domain.Agreements;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Boards;

/// <summary>All that a board shows, at one moment. Never a lead's personal data; persons as the display names them, by initials unless its settings say otherwise.</summary>
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
/// <param name="Days">The last 31 days, today last.</param>
/// <param name="Sources">The period by source, at most 12, the largest first; some seconds older than the other numbers. Empty until it was read for the first time.</param>
[GenerateSerializer, Immutable, Alias("fg.frame")]
public sealed record BoardFrame(
    string Epoch, long Version, long Revision, string Workspace, string Zone, Instant At, Instant DataAt, LocalDate From, LocalDate To,
    ImmutableArray<BoardTeam> Teams, ImmutableArray<BoardStage> Stages, BoardTotals Totals, ImmutableArray<GoalReading> Goals,
    ImmutableArray<BoardClause> Clauses, ImmutableArray<BoardBreach> Breaches, ImmutableArray<BoardClock> NextClocks,
    ImmutableArray<BoardDay> Days = default, ImmutableArray<BoardSource> Sources = default);

/// <summary>What happened on one local day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Captured">Leads captured.</param>
/// <param name="Won">Deals won that stand.</param>
[GenerateSerializer, Immutable, Alias("fg.bday")]
public sealed record BoardDay(LocalDate Date, long Captured, long Won);

/// <summary>Where leads came from, in the frame's period.</summary>
/// <param name="Value">The source; <c>(none)</c> without one, <c>(other)</c> for those without a place of their own.</param>
/// <param name="Captured">Leads captured.</param>
/// <param name="Won">Deals won that stand.</param>
/// <param name="Revenue">Of the wins that stand.</param>
[GenerateSerializer, Immutable, Alias("fg.bsource")]
public sealed record BoardSource(string Value, long Captured, long Won, ImmutableArray<Money> Revenue);

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

/// <summary>Sums on a board; flows are of the frame's period, or of today.</summary>
/// <param name="Captured">Leads captured.</param>
/// <param name="CapturedToday">Today.</param>
/// <param name="Won">Wins that stand.</param>
/// <param name="WonToday">Today.</param>
/// <param name="Lost">Losses that stand.</param>
/// <param name="Rejected">Rejections that stand.</param>
/// <param name="Touches">Touches of people.</param>
/// <param name="TouchesToday">Today.</param>
/// <param name="Open">Open leads now.</param>
/// <param name="BreachesOpen">Breaches still to be repaired.</param>
/// <param name="Revenue">Of the wins that stand.</param>
/// <param name="LostToday">Losses of today.</param>
/// <param name="RejectedToday">Rejections of today.</param>
/// <param name="KeptToday">Clocks due today that were met.</param>
/// <param name="BrokenToday">Clocks due today that were breached, met late included.</param>
/// <param name="RunningToday">Clocks due today that run.</param>
/// <param name="RevenueToday">Of the wins of today.</param>
[GenerateSerializer, Immutable, Alias("fg.btotals")]
public sealed record BoardTotals(
    long Captured, long CapturedToday, long Won, long WonToday, long Lost, long Rejected, long Touches, long TouchesToday,
    long Open, long BreachesOpen, ImmutableArray<Money> Revenue, long LostToday = 0, long RejectedToday = 0, long KeptToday = 0, long BrokenToday = 0, long RunningToday = 0,
    ImmutableArray<Money> RevenueToday = default);

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
/// <param name="Owner">As the display names persons, by initials unless its settings say otherwise; null without an owner.</param>
/// <param name="Due">When it fell due.</param>
/// <param name="Person">The owner's name, for displays that show names; it is never sent as it stands.</param>
[GenerateSerializer, Immutable, Alias("fg.bbreach")]
public sealed record BoardBreach(string Id, string Lead, string Clause, LocalText Name, string Team, string? Owner, Instant Due, [property: JsonIgnore] string? Person = null);

/// <summary>A clock falling due on a board.</summary>
/// <param name="Lead">The lead's id (never personal data).</param>
/// <param name="Clause">The clause's key.</param>
/// <param name="Name">The promise in words.</param>
/// <param name="Team">The responsible team's key.</param>
/// <param name="Owner">As the display names persons; null without an owner.</param>
/// <param name="Start">When it began.</param>
/// <param name="Due">When it falls due.</param>
/// <param name="Person">The owner's name, for displays that show names; it is never sent as it stands.</param>
[GenerateSerializer, Immutable, Alias("fg.bclock")]
public sealed record BoardClock(string Lead, string Clause, LocalText Name, string Team, string? Owner, Instant Start, Instant Due,
    [property: JsonIgnore] string? Person = null);

/// <summary>Something to celebrate.</summary>
/// <param name="Kind"><c>won</c> or <c>goal_reached</c>.</param>
/// <param name="Id">Of the event or goal and period; the same for the same thing.</param>
/// <param name="Team">The team's key.</param>
/// <param name="Owner">As the display names persons, by initials unless its settings say otherwise; null without.</param>
/// <param name="Amount">Of a deal, where it has one.</param>
/// <param name="At">When.</param>
/// <param name="Person">The owner's name, for displays that show names; it is never sent as it stands.</param>
[GenerateSerializer, Immutable, Alias("fg.celebration")]
public sealed record Celebration(string Kind, string Id, string Team, string? Owner, Money? Amount, Instant At, [property: JsonIgnore] string? Person = null);
