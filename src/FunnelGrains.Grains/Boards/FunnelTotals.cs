using System.Collections.Immutable;
using FunnelGrains.Abstractions.Shards;
using FunnelGrains.Domain.Funnel;
using NodaTime;

namespace FunnelGrains.Grains.Boards;

/// <summary>The latest word of each shard of a workspace, and the sum of their recent counts.</summary>
internal sealed class FunnelTotals(int shards)
{
    private readonly Told?[] told = new Told?[shards];
    private readonly Dictionary<Cell, long> sums = [];
    private int firstDay;

    /// <summary>Whether every shard has told.</summary>
    public bool Complete => told.All(shard => shard is not null);

    /// <summary>Changes with every claim of a shard.</summary>
    public string Epoch => string.Join('.', told.Select(shard => shard?.Claim ?? 0));

    /// <summary>Sum of the counted sequence numbers.</summary>
    public long Version => told.Sum(shard => shard?.CountedSeq ?? 0);

    /// <summary>When the shard that was silent for longest last told; the beginning of time when one never did.</summary>
    public Instant DataAt => told.Min(shard => shard?.At ?? Instant.FromUnixTimeTicks(0));

    public IEnumerable<LeadClock> NextClocks => told.SelectMany(shard => shard?.NextClocks ?? []);

    public IEnumerable<LeadBreach> Breaches => told.SelectMany(shard => shard?.Breaches ?? []);

    /// <summary>The shards that told nothing since an instant.</summary>
    public IEnumerable<int> SilentSince(Instant since) => Enumerable.Range(0, told.Length).Where(shard => told[shard] is null || told[shard]!.At < since);

    /// <summary>Forgets days before a first one.</summary>
    public void Forget(int recentFrom)
    {
        if (recentFrom <= firstDay) return;
        firstDay = recentFrom;
        foreach (var cells in told.Select(shard => shard?.Cells).Append(sums).OfType<Dictionary<Cell, long>>())
            foreach (var old in cells.Keys.Where(cell => cell.Day != Cell.NoDay && cell.Day < recentFrom).ToList()) cells.Remove(old);
    }

    /// <returns>False when this builds on what was missed: the whole is needed. A word older than what is known changes nothing.</returns>
    public bool Take(ShardPartial partial)
    {
        var known = told[partial.Shard];
        if (known is not null && (partial.Claim < known.Claim || (partial.Claim == known.Claim && partial.Number < known.Number))) return true;
        if (partial.Base is { } on && (known is null || known.Claim != partial.Claim || known.Number != on)) return false;
        if (partial.Base is null)
        {
            foreach (var (cell, n) in known?.Cells ?? []) Add(cell, -n);
            known = null;
        }

        var cells = known?.Cells ?? [];
        foreach (var (cell, n) in partial.Cells)
        {
            if (cell.Day != Cell.NoDay && cell.Day < firstDay) continue;
            Add(cell, n - cells.GetValueOrDefault(cell));
            if (n == 0) cells.Remove(cell);
            else cells[cell] = n;
        }

        told[partial.Shard] = new Told(partial.Claim, partial.CountedSeq, partial.Number, cells, partial.NextClocks, partial.Breaches, partial.At);
        return true;
    }

    /// <summary>A count on one day, or of now.</summary>
    public long On(Measure measure, int day, string key = "") => sums.GetValueOrDefault(new Cell(measure, day, key, Dimension.All, ""));

    /// <summary>A count over days.</summary>
    public long Over(Measure measure, int from, int to, string key = "")
    {
        var sum = 0L;
        for (var day = from; day <= to; day++) sum += On(measure, day, key);
        return sum;
    }

    /// <summary>Revenue over days by currency.</summary>
    public IEnumerable<(string Currency, decimal Amount)> Revenue(int from, int to) => sums
        .Where(pair => pair.Key.Measure == Measure.Revenue && pair.Key.Day >= from && pair.Key.Day <= to)
        .GroupBy(pair => pair.Key.Key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Sum(pair => pair.Value) / (decimal)Cell.MoneyScale));

    private void Add(in Cell cell, long n)
    {
        if (n == 0) return;
        var sum = sums.GetValueOrDefault(cell) + n;
        if (sum == 0) sums.Remove(cell);
        else sums[cell] = sum;
    }

    private sealed record Told(
        long Claim, long CountedSeq, long Number, Dictionary<Cell, long> Cells, ImmutableArray<LeadClock> NextClocks, ImmutableArray<LeadBreach> Breaches, Instant At);
}
