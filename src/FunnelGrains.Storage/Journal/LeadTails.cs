using System.Collections.Concurrent;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Storage.Journal;

/// <summary>
/// Of each shard, which leads have rows that are not noted yet, so that a lead without any is read without looking through them. It only saves
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

    /// <summary>All of the shard's rows are noted, up to and with this one, and none came meanwhile.</summary>
    public void Noted(ShardKey shard, long through) => Of(shard).Restart(through);

    /// <summary>Rows are going to be noted while others are written.</summary>
    public Noting Begin(ShardKey shard) => Of(shard).Begin();

    /// <summary>They are noted, up to and with <see cref="Noting.Through"/>.</summary>
    public void End(ShardKey shard, Noting noting) => Of(shard).End(noting);

    /// <summary>Those of the leads that may have a row after what a reader saw noted.</summary>
    public IReadOnlyCollection<string> Among(ShardKey shard, long readerSawNoted, IReadOnlyCollection<string> leads) => Of(shard).Among(readerSawNoted, leads);

    /// <summary>What is known of the leads at this moment, for a reader who looks at what is noted only afterwards.</summary>
    public Known Of(ShardKey shard, IReadOnlyCollection<string> leads) => Of(shard).Of(leads);

    private Tail Of(ShardKey shard) => tails.GetOrAdd(shard, static _ => new Tail());

    /// <summary>Those of some leads that may have rows after a row up to which all are noted; of a reader who sees less noted, any of them may.</summary>
    internal readonly record struct Known(IReadOnlyCollection<string> Leads, long After);

    /// <summary>A noting that began: the last row that was durable then.</summary>
    internal readonly record struct Noting(long Through, int Number);

    private sealed class Tail
    {
        private readonly Lock gate = new();
        private HashSet<string> leads = new(StringComparer.Ordinal);
        private HashSet<string> before = new(StringComparer.Ordinal);
        private long after = long.MaxValue;
        private long last;
        private int number;
        private int rows;
        private bool asked;
        private bool noting;

        public bool Add(IReadOnlyList<JournalRow> added, int atOnce)
        {
            lock (gate)
            {
                rows += added.Count;
                last = added[^1].Seq;
                if (after != long.MaxValue || noting)
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
                before.Clear();
                number++;
                (after, rows, asked, noting) = (noted, 0, false, false);
            }
        }

        public Noting Begin()
        {
            lock (gate)
            {
                before.UnionWith(leads);
                leads = new HashSet<string>(StringComparer.Ordinal);
                (noting, rows) = (true, 0);
                return new Noting(last, ++number);
            }
        }

        public void End(Noting ended)
        {
            lock (gate)
            {
                // Of another noting, or of a time before it was forgotten what the last rows are.
                if (ended.Number != number) return;
                before = new HashSet<string>(StringComparer.Ordinal);
                (after, noting, asked) = (ended.Through, false, false);
            }
        }

        public IReadOnlyCollection<string> Among(long readerSawNoted, IReadOnlyCollection<string> wanted)
        {
            lock (gate)
            {
                // A reader that began before the last noting sees rows that are noted for others, but not for itself.
                return readerSawNoted < after ? wanted : [.. wanted.Where(Contains)];
            }
        }

        public Known Of(IReadOnlyCollection<string> wanted)
        {
            lock (gate)
            {
                return new Known(after == long.MaxValue ? [] : [.. wanted.Where(Contains)], after);
            }
        }

        private bool Contains(string lead) => leads.Contains(lead) || before.Contains(lead);
    }
}
