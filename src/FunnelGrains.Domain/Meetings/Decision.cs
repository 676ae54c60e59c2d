using NodaTime;
using Orleans;

namespace FunnelGrains.Domain.Meetings;

/// <summary>What a meeting decided.</summary>
/// <param name="Id">Within its meeting: <c>1</c>, <c>2</c> and so on.</param>
/// <param name="Terms">What, who, until when, and whether it is done.</param>
/// <param name="CreatedAt">When it was written down.</param>
/// <param name="CreatedBy">By whom: the key or session.</param>
/// <param name="ChangedAt">When it was changed last; the same as created for never.</param>
/// <param name="ChangedBy">By whom.</param>
[GenerateSerializer, Immutable, Alias("fg.decision")]
public sealed record Decision(string Id, DecisionTerms Terms, Instant CreatedAt, string CreatedBy, Instant ChangedAt, string ChangedBy)
{
    /// <summary>The decision with other terms; itself if they are the same.</summary>
    public Decision Change(DecisionTerms terms, Instant now, string by) => terms == Terms ? this : this with { Terms = terms, ChangedAt = now, ChangedBy = by };
}

/// <summary>The terms of a decision.</summary>
/// <param name="Text">What was decided.</param>
/// <param name="Owner">Who sees to it; null for nobody yet.</param>
/// <param name="Due">Until which day; null for no date.</param>
/// <param name="Done">Whether it is done; one that is not is carried over into the next meeting of the kind.</param>
[GenerateSerializer, Immutable, Alias("fg.decisionterms")]
public sealed record DecisionTerms(string Text, string? Owner, LocalDate? Due, bool Done);
