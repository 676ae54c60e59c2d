using System.Collections.Immutable;
using FunnelGrains.Abstractions.Agreements;
using FunnelGrains.Domain.Agreements.Previewing;

namespace FunnelGrains.Grains.Shards;

/// <summary>Adds up what would happen to clocks, by clause, and keeps the gravest as samples.</summary>
/// <param name="samples">How many at most.</param>
internal sealed class PreviewSums(int samples)
{
    private static readonly PreviewEffect[] Gravest = [PreviewEffect.Breaches, PreviewEffect.Cancelled, PreviewEffect.DueChanges];

    private readonly SortedDictionary<string, ClausePreview> clauses = new(StringComparer.Ordinal);
    private List<PreviewedClock> kept = [];

    public ImmutableArray<ClausePreview> Clauses => [.. clauses.Values];

    public ImmutableArray<PreviewedClock> Samples => [.. kept];

    /// <summary>Clocks of some leads.</summary>
    public void Add(IReadOnlyCollection<PreviewedClock> clocks)
    {
        foreach (var clock in clocks) Add(One(clock));
        Keep(clocks);
    }

    /// <summary>The sums of another shard.</summary>
    public void Add(AgreementPreview shard)
    {
        foreach (var clause in shard.Clauses) Add(clause);
        Keep(shard.Samples);
    }

    private void Add(ClausePreview more) => clauses[more.Clause] = clauses.TryGetValue(more.Clause, out var sum) ? sum.Plus(more) : more;

    private void Keep(IEnumerable<PreviewedClock> more) => kept =
    [
        .. kept.Concat(more.Where(clock => Gravest.Contains(clock.Effect))).OrderBy(clock => Array.IndexOf(Gravest, clock.Effect))
            .ThenBy(clock => clock.NewDue).ThenBy(clock => clock.Lead, StringComparer.Ordinal).Take(samples),
    ];

    private static ClausePreview One(PreviewedClock clock) => new(
        clock.Clause, 1, clock.Effect is PreviewEffect.Moves or PreviewEffect.DueChanges or PreviewEffect.Breaches ? 1 : 0,
        clock.Effect is PreviewEffect.DueChanges || (clock.Effect is PreviewEffect.Breaches && clock.OldDue != clock.NewDue) ? 1 : 0,
        clock.Effect == PreviewEffect.Breaches ? 1 : 0, clock.Effect == PreviewEffect.Cancelled ? 1 : 0);
}
