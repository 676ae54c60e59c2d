using System.Runtime.InteropServices;

namespace FunnelGrains.Domain.Funnel;

/// <summary>Where the fold notes each change of a fact, as it happens; a change with n = 0 is not noted.</summary>
internal sealed class FactSheet
{
    /// <summary>The changes so far; the same fact may stand several times.</summary>
    public List<FactChange> Changes { get; } = [];

    public void Add(in Fact fact, long n)
    {
        if (n != 0) Changes.Add(new FactChange(fact, n));
    }

    /// <summary>This − other, each fact once.</summary>
    public List<FactChange> Minus(FactSheet other)
    {
        var sums = new Dictionary<Fact, long>(Changes.Count);
        foreach (var (fact, n) in Changes) CollectionsMarshal.GetValueRefOrAddDefault(sums, fact, out _) += n;
        foreach (var (fact, n) in other.Changes) CollectionsMarshal.GetValueRefOrAddDefault(sums, fact, out _) -= n;
        var difference = new List<FactChange>();
        foreach (var (fact, n) in sums)
            if (n != 0) difference.Add(new FactChange(fact, n));
        return difference;
    }
}
