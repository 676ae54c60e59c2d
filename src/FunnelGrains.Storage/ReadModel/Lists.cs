using FunnelGrains.Domain.Funnel;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Storage.ReadModel;

/// <summary>Which leads, and where the page begins.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Stage">Only of this stage.</param>
/// <param name="Owner">Only of this owner.</param>
/// <param name="Text">Part of the lead's id, source, campaign, segment or owner; case and accents of Latin letters do not matter.</param>
/// <param name="Status">Only with this status.</param>
/// <param name="ByDue">By next due, the earliest first, those without last; else by last update, the latest first.</param>
/// <param name="Cursor">What the previous page gave; null for the first. One that is not ours (<see cref="CursorIsForeign"/>) begins anew.</param>
/// <param name="Limit">1 to 500.</param>
/// <param name="Criteria">What else they are; null for any.</param>
public sealed record LeadQuery(
    string Workspace, string? Stage, string? Owner, string? Text, LeadStatus? Status, bool ByDue, string? Cursor, int Limit, LeadCriteria? Criteria = null)
{
    /// <summary>Whether there is a cursor that no page in this order ever gave.</summary>
    public bool CursorIsForeign => !string.IsNullOrEmpty(Cursor) && LeadCursor.Read(Cursor, Order) is null;

    /// <summary>The cursor of a page that ends with a lead.</summary>
    public string CursorAfter(LeadView last)
    {
        ArgumentNullException.ThrowIfNull(last);
        return new LeadCursor(Order, (ByDue ? last.NextDue : last.UpdatedAt)?.ToUnixTimeMilliseconds(), last.Lead).Write();
    }

    internal char Order => ByDue ? LeadCursor.ByDue : LeadCursor.ByUpdate;
}

/// <summary>Which leads, by what is true of them now.</summary>
/// <param name="Where">Of which source, campaign, segment, owner, team, as they were sent; the empty text for none.</param>
/// <param name="CapturedBefore">Captured before this instant; null for any.</param>
/// <param name="UpdatedFrom">With an event at or after this instant; null for any.</param>
public sealed record LeadCriteria(FactFilter Where, Instant? CapturedBefore = null, Instant? UpdatedFrom = null);

/// <summary>How many leads of a status and stage there are.</summary>
/// <param name="Value">The dimension's value that was asked by; empty for none.</param>
/// <param name="Status">The status.</param>
/// <param name="Stage">The stage; of one that is not open the one it was in.</param>
/// <param name="Leads">How many.</param>
public sealed record LeadCount(string Value, LeadStatus Status, string Stage, long Leads);

/// <summary>A page of leads with the cursor of the next one; null at the end.</summary>
public sealed record LeadPage(IReadOnlyList<LeadView> Leads, string? Next);

/// <summary>Which breaches.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Shard">Only of this shard; null for all.</param>
/// <param name="OpenOnly">Only those still to be repaired and not rescinded.</param>
/// <param name="From">First due, inclusive; null for any.</param>
/// <param name="To">Last due, exclusive; null for any.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="After">Only those behind this place; null for all.</param>
public sealed record BreachQuery(string Workspace, int? Shard, bool OpenOnly, Instant? From, Instant? To, int Limit, BreachPlace? After = null);

/// <summary>A breach with its lead.</summary>
public sealed record BreachRow(string Lead, BreachView Breach);

/// <summary>Which running clocks.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Clause">Only of this clause; null for all.</param>
/// <param name="Owner">Only of leads of this owner; null for all.</param>
/// <param name="Team">Only of clauses of this team; null for all.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="After">Only those behind this place; null for all.</param>
public sealed record RunningQuery(string Workspace, string? Clause, string? Owner, string? Team, int Limit, ClockPlace? After = null);

/// <summary>A running clock with its lead.</summary>
public sealed record RunningRow(string Lead, ClockView Clock);
