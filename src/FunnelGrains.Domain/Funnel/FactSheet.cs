namespace FunnelGrains.Domain.Funnel;

/// <summary>Where the fold notes each change of a count, as it happens; a change with n = 0 is not noted.</summary>
internal sealed class FactSheet
{
    /// <summary>The changes so far; the same cell may stand several times.</summary>
    public List<CellChange> Changes { get; } = [];

    public void Add(in Cell cell, long n)
    {
        if (n != 0) Changes.Add(new CellChange(cell, n));
    }

    /// <summary>This − other, each cell once.</summary>
    public List<CellChange> Minus(FactSheet other)
    {
        var sums = new Dictionary<Cell, long>(Changes.Count);
        foreach (var (cell, n) in Changes) sums[cell] = sums.GetValueOrDefault(cell) + n;
        foreach (var (cell, n) in other.Changes) sums[cell] = sums.GetValueOrDefault(cell) - n;
        var difference = new List<CellChange>();
        foreach (var (cell, n) in sums)
            if (n != 0) difference.Add(new CellChange(cell, n));
        return difference;
    }
}
