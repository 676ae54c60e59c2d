using System.Collections.Immutable;
using FunnelGrains.Abstractions.Desk;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;
using Orleans;

namespace FunnelGrains.Abstractions.Lists;

/// <summary>Lists of a workspace, at most a second old; many activations, no state. Key: the workspace.</summary>
[Alias("fg.IListsGrain")]
public interface IListsGrain : IGrainWithStringKey
{
    /// <summary>A page of leads.</summary>
    [Alias("Leads")]
    Task<LeadListPage> LeadsAsync(LeadListQuestion question);

    /// <summary>A page of breaches by due, the latest first.</summary>
    [Alias("Breaches")]
    Task<BreachListPage> BreachesAsync(BreachListQuestion question);

    /// <summary>A breach by its id; null where there is none.</summary>
    [Alias("Breach")]
    Task<LeadBreach?> BreachAsync(string id);

    /// <summary>A page of running clocks by due, the earliest first.</summary>
    [Alias("Running")]
    Task<RunningPage> RunningAsync(RunningQuestion question);
}

/// <summary>Which leads; all is true of them now, but for what stands behind a number.</summary>
/// <param name="Stage">Only in this stage.</param>
/// <param name="Owner">Only of this owner.</param>
/// <param name="Text">Only with this in their id, source, campaign, segment or owner.</param>
/// <param name="Status">Only of this status.</param>
/// <param name="ByDue">By next due, the earliest first; else by last change, the latest first.</param>
/// <param name="Cursor">Where to go on.</param>
/// <param name="Limit">1 to 500 a page.</param>
/// <param name="Filter">Only of these sources, campaigns, segments, owners, teams; null for any.</param>
/// <param name="Behind">Only those behind a number; null for any.</param>
[GenerateSerializer, Immutable, Alias("fg.leadsq")]
public sealed record LeadListQuestion(
    string? Stage, string? Owner, string? Text, LeadStatus? Status, bool ByDue, string? Cursor, int Limit, FactFilter? Filter = null, FactQuestion? Behind = null);

/// <summary>
/// A page, and where the next begins; null at the end. Empty where the question's cursor is none that a page in this order gave. Of those behind a number a page may hold fewer than were
/// asked for and yet not be the last, and <paramref name="Times"/> says how often each counts in it, in their order; default otherwise.
/// </summary>
[GenerateSerializer, Immutable, Alias("fg.leadspage")]
public sealed record LeadListPage(ImmutableArray<LeadView> Leads, string? Next, bool CursorIsForeign = false, ImmutableArray<long> Times = default);

/// <summary>Which breaches; due from inclusive, to exclusive; 1 to 1,000 a page.</summary>
[GenerateSerializer, Immutable, Alias("fg.breachesq")]
public sealed record BreachListQuestion(bool OpenOnly, Instant? From, Instant? To, string? Cursor = null, int Limit = 1_000);

/// <summary>
/// A page, and where the next begins; null at the end. Empty where the question's cursor is none that a page gave. <paramref name="Desk"/> tells of those about which something was done, in no
/// order; default from a node of the version before.
/// </summary>
[GenerateSerializer, Immutable, Alias("fg.breachespage")]
public sealed record BreachListPage(ImmutableArray<LeadBreach> Breaches, string? Next, bool CursorIsForeign = false, ImmutableArray<DeskStanding> Desk = default);

/// <summary>Which running clocks; null for all.</summary>
/// <param name="Clause">Only of this clause.</param>
/// <param name="Owner">Only of leads of this owner.</param>
/// <param name="Team">Only of clauses of this team.</param>
/// <param name="AtRiskOnly">Only those at risk.</param>
/// <param name="Cursor">Where to go on.</param>
/// <param name="Limit">1 to 500 a page.</param>
[GenerateSerializer, Immutable, Alias("fg.runningq")]
public sealed record RunningQuestion(string? Clause, string? Owner, string? Team, bool AtRiskOnly, string? Cursor, int Limit);

/// <summary>A page, which may hold fewer than were asked for and yet not be the last, and where the next begins; null at the end. Empty where the question's cursor is none that a page gave.</summary>
[GenerateSerializer, Immutable, Alias("fg.runningpage")]
public sealed record RunningPage(ImmutableArray<RunningClock> Clocks, string? Next, bool CursorIsForeign = false);

/// <summary>A running clock with its lead, and how it stands.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Clock">The clock.</param>
/// <param name="IsAtRisk">It has passed a warning of its clause, or is in the last quarter of its target where the clause has none.</param>
/// <param name="IsOutsideHours">Its time stands still, because its calendar is closed.</param>
/// <param name="Left">Until due, in the clause's own time.</param>
[GenerateSerializer, Immutable, Alias("fg.runningclock")]
public sealed record RunningClock(string Lead, ClockView Clock, bool IsAtRisk, bool IsOutsideHours, Duration Left);
