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
    private Dictionary<Fact, long> fresh = [];
    private Dictionary<Fact, long>? carried;

    /// <summary>The first day that is recent.</summary>
    public int RecentFrom { get; set; } = int.MaxValue;

    /// <summary>Whether anything is not saved.</summary>
    public bool HasUnsaved => fresh.Count > 0 || carried is not null;

    /// <summary>Boards and goals ask their funnel for these; all others are asked of the shards.</summary>
    public static bool IsShown(Measure measure) =>
        measure is not (Measure.Reached or Measure.CohortOpen or Measure.Anomalies or Measure.FirstTouch or Measure.StayElapsed or Measure.StayBusiness);

    public void LoadRecent(IEnumerable<CellChange> cells)
    {
        foreach (var (cell, n) in cells)
            if (IsRecent(cell)) recent[cell] = n;
    }

    public void Add(ImmutableArray<FactChange> changes)
    {
        foreach (var (fact, n) in changes.AsSpan())
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(fresh, fact, out _);
            sum = checked(sum + n);
            var cell = fact.All;
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
        var sums = new Dictionary<Cell, long>();
        foreach (var (fact, n) in carried)
        {
            if (n == 0) continue;
            for (var i = 0; i < Fact.Cells; i++)
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, fact[i], out _);
                sum = checked(sum + n);
            }
        }

        return [.. sums.Where(pair => pair.Value != 0).Select(pair => new CellChange(pair.Key, pair.Value))];
    }

    /// <summary>The save is done.</summary>
    public void Carried() => carried = null;

    /// <summary>What is not saved and matches, as it is now: carried and fresh apart; a cell may stand several times.</summary>
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

    private bool IsRecent(in Cell cell) => cell.Dimension == Dimension.All && (cell.Day == Cell.NoDay || cell.Day >= RecentFrom) && IsShown(cell.Measure);

    private static List<CellChange> Matching(Dictionary<Fact, long> facts, Func<Cell, bool> matches)
    {
        var found = new List<CellChange>();
        foreach (var (fact, n) in facts)
            for (var i = 0; n != 0 && i < Fact.Cells; i++)
                if (fact[i] is var cell && matches(cell)) found.Add(new CellChange(cell, n));
        return found;
    }
}
