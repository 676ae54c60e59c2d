using System.Collections.Concurrent;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>
/// Of each shard, which leads have rows that are not noted yet (<see cref="LeadNotes"/>), so that a lead without any is read without looking through them. It only saves
/// work: where it does not know, they are looked through.
/// </summary>
internal sealed class LeadTails(int atOnce)
{
    private readonly ConcurrentDictionary<ShardKey, Tail> tails = new();

    /// <summary>Rows are durable.</summary>
    /// <returns>True when it is time to note rows of the shard; once, until <see cref="Noted"/> or <see cref="Forget"/>.</returns>
    public bool Add(ShardKey shard, IReadOnlyList<JournalRow> rows) => Of(shard).Add(rows, atOnce);

    /// <summary>It is not known any more what the shard's last rows are.</summary>
    public void Forget(ShardKey shard) => Of(shard).Restart(long.MaxValue);

    /// <summary>All of the shard's rows are noted, up to and with this one.</summary>
    public void Noted(ShardKey shard, long through) => Of(shard).Restart(through);

    /// <summary>Those of the leads that may have a row after what a reader saw noted.</summary>
    public IReadOnlyCollection<string> Among(ShardKey shard, long readerSawNoted, IReadOnlyCollection<string> leads) => Of(shard).Among(readerSawNoted, leads);

    private Tail Of(ShardKey shard) => tails.GetOrAdd(shard, static _ => new Tail());

    private sealed class Tail
    {
        private readonly Lock gate = new();
        private readonly HashSet<string> leads = new(StringComparer.Ordinal);
        private long after = long.MaxValue;
        private int rows;
        private bool asked;

        public bool Add(IReadOnlyList<JournalRow> added, int atOnce)
        {
            lock (gate)
            {
                rows += added.Count;
                if (after != long.MaxValue)
                    foreach (var row in added) leads.Add(row.Lead);
                if (asked || (rows < atOnce && after != long.MaxValue)) return false;
                return asked = true;
            }
        }

        public void Restart(long noted)
        {
            lock (gate)
            {
                leads.Clear();
                (after, rows, asked) = (noted, 0, false);
            }
        }

        public IReadOnlyCollection<string> Among(long readerSawNoted, IReadOnlyCollection<string> wanted)
        {
            lock (gate)
            {
                // A reader that began before the last noting sees rows that are noted for others, but not for itself.
                return readerSawNoted < after ? wanted : [.. wanted.Where(leads.Contains)];
            }
        }
    }
}
