using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Storage.Journal;

/// <summary>What every engine holds an append to.</summary>
internal static class AppendRules
{
    /// <exception cref="ArgumentException">There are no rows, or their sequence numbers do not ascend by one.</exception>
    public static void Check(IReadOnlyList<JournalRow> rows)
    {
        if (rows.Count == 0) throw new ArgumentException("There is nothing to append", nameof(rows));
        for (var i = 1; i < rows.Count; i++)
            if (rows[i].Seq != rows[0].Seq + i) throw new ArgumentException($"Row {i} has sequence {rows[i].Seq}, not {rows[0].Seq + i}", nameof(rows));
    }

    /// <summary>
    /// Why rows from <paramref name="first"/> on cannot follow <paramref name="last"/>; null when they can. The table's key refuses a taken number too; looking
    /// first lets the others of a merged transaction go on without a second try.
    /// </summary>
    public static Exception? Refusal(ShardKey shard, long first, long last)
    {
        if (last >= first) return new SequenceTakenException(shard, first);
        return last == first - 1 ? null : new JournalUnavailableException($"Shard {shard} ends at {last}: {first} would leave a gap");
    }
}
