using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FunnelGrains.Domain.Funnel;
using FunnelGrains.Storage.ReadModel;

namespace FunnelGrains.Grains.Shards;

/// <summary>
/// A shard's counts in memory: what is not saved yet (fresh, and what a save is carrying), and the recent days of what boards and goals show.
/// </summary>
internal sealed class Tally
{
    private readonly Dictionary<Cell, long> recent = [];
    private readonly HashSet<Cell> changedRecent = [];
    private Dictionary<Cell, long> fresh = [];
    private Dictionary<Cell, long>? carried;

    /// <summary>The first day that is recent.</summary>
    public int RecentFrom { get; set; } = int.MaxValue;

    /// <summary>Whether anything is not saved.</summary>
    public bool HasUnsaved => fresh.Count > 0 || carried is not null;

    public void LoadRecent(IEnumerable<CellChange> cells)
    {
        foreach (var (cell, n) in cells)
            if (IsRecent(cell)) recent[cell] = n;
    }

    public void Add(ImmutableArray<CellChange> changes)
    {
        foreach (var (cell, n) in changes.AsSpan())
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(fresh, cell, out _);
            sum = checked(sum + n);
            if (!IsRecent(cell)) continue;
            ref var value = ref CollectionsMarshal.GetValueRefOrAddDefault(recent, cell, out _);
            value = checked(value + n);
            changedRecent.Add(cell);
        }
    }

    /// <summary>Begins a save: what is fresh is now carried.</summary>
    public IReadOnlyCollection<CellChange> Carry()
    {
        carried = fresh;
        fresh = [];
        return [.. carried.Where(pair => pair.Value != 0).Select(pair => new CellChange(pair.Key, pair.Value))];
    }

    /// <summary>The save is done.</summary>
    public void Carried() => carried = null;

    /// <summary>What is not saved and matches, as it is now: carried and fresh apart.</summary>
    public (List<CellChange>? Carried, List<CellChange> Fresh) Unsaved(Func<Cell, bool> matches) =>
        (carried is null ? null : Matching(carried, matches), Matching(fresh, matches));

    /// <summary>All recent counts.</summary>
    public ImmutableArray<CellChange> Recent() => [.. recent.Where(pair => pair.Value != 0).Select(pair => new CellChange(pair.Key, pair.Value))];

    /// <summary>The recent counts that changed since this was last asked; 0 is told too.</summary>
    public ImmutableArray<CellChange> TakeChangedRecent()
    {
        var changed = ImmutableArray.CreateBuilder<CellChange>(changedRecent.Count);
        foreach (var cell in changedRecent) changed.Add(new CellChange(cell, recent.GetValueOrDefault(cell)));
        changedRecent.Clear();
        return changed.MoveToImmutable();
    }

    /// <summary>Forgets recent days before a new first one.</summary>
    public void Forget(int recentFrom)
    {
        RecentFrom = recentFrom;
        foreach (var cell in recent.Keys.Where(cell => !IsRecent(cell)).ToList())
        {
            recent.Remove(cell);
            changedRecent.Remove(cell);
        }
    }

    private bool IsRecent(in Cell cell) => cell.Dimension == Dimension.All && (cell.Day == Cell.NoDay || cell.Day >= RecentFrom);

    private static List<CellChange> Matching(Dictionary<Cell, long> cells, Func<Cell, bool> matches)
    {
        var found = new List<CellChange>();
        foreach (var (cell, n) in cells)
            if (n != 0 && matches(cell)) found.Add(new CellChange(cell, n));
        return found;
    }
}
