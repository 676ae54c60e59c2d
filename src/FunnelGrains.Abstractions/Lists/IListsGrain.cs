using System.Collections.Immutable;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Leads;
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
}

/// <summary>Which leads.</summary>
[GenerateSerializer, Immutable, Alias("fg.leadsq")]
public sealed record LeadListQuestion(string? Stage, string? Owner, string? Text, LeadStatus? Status, bool ByDue, string? Cursor, int Limit);

/// <summary>A page, and where the next begins; null at the end. Empty where the question's cursor is none that a page in this order gave.</summary>
[GenerateSerializer, Immutable, Alias("fg.leadspage")]
public sealed record LeadListPage(ImmutableArray<LeadView> Leads, string? Next, bool CursorIsForeign = false);

/// <summary>Which breaches; due from inclusive, to exclusive; 1 to 1,000 a page.</summary>
[GenerateSerializer, Immutable, Alias("fg.breachesq")]
public sealed record BreachListQuestion(bool OpenOnly, Instant? From, Instant? To, string? Cursor = null, int Limit = 1_000);

/// <summary>A page, and where the next begins; null at the end. Empty where the question's cursor is none that a page gave.</summary>
[GenerateSerializer, Immutable, Alias("fg.breachespage")]
public sealed record BreachListPage(ImmutableArray<LeadBreach> Breaches, string? Next, bool CursorIsForeign = false);
