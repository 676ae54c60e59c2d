using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;
using NodaTime;

namespace FunnelGrains.Storage.Archive;

/// <summary>The segments of a shard: its rows from the first to <see cref="Through"/>.</summary>
internal sealed class ArchivedShard(IReadOnlyList<SegmentFile> segments)
{
    private static readonly Comparer<string> ByBytes = Comparer<string>.Create(EventOrder.CompareUtf8);

    /// <summary>The last archived row.</summary>
    public long Through { get; } = segments.Count == 0 ? 0 : segments[^1].Recorded.Last;

    /// <summary>The segments.</summary>
    public IReadOnlyList<SegmentFile> Segments => segments;

    /// <summary>The rows after a number, ascending, at most so many.</summary>
    public IReadOnlyList<JournalRow> After(long seq, int limit)
    {
        var found = new List<JournalRow>();
        foreach (var segment in segments.Where(segment => segment.Recorded.Last > seq))
        {
            var most = limit - found.Count;
            if (most <= 0) break;
            var after = Math.Max(seq, segment.Recorded.First - 1);
            var through = after > long.MaxValue - most ? long.MaxValue : after + most;
            found.AddRange(segment.RowsAfterSeq(after, through).OrderBy(row => row.Seq).Select(row => row.Read(personal: false)));
        }
        return found;
    }

    /// <summary>Adds the archived rows of leads before those that the table has; what of these is archived too, counts once.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<JournalRow>> Join(
        IReadOnlyDictionary<string, IReadOnlyList<JournalRow>> found, IReadOnlyCollection<string> leads, long throughSeq, bool personal)
    {
        var rows = new Dictionary<string, List<JournalRow>>(StringComparer.Ordinal);
        var wanted = leads.Where(lead => lead.Length > 0).Distinct(StringComparer.Ordinal).Select(lead => (Lead: lead, Marks: LeadMarks.Of(lead))).ToList();
        foreach (var segment in segments.TakeWhile(segment => segment.Recorded.First <= throughSeq))
        {
            var maybe = wanted.Where(lead => segment.MayHold(lead.Marks)).Select(lead => lead.Lead).Order(ByBytes).ToList();
            if (maybe.Count == 0) continue;
            foreach (var row in segment.RowsOf(maybe))
                if (row.Seq <= throughSeq) Of(row.Lead).Add(row.Read(personal));
        }
        foreach (var (lead, newer) in found)
            foreach (var row in newer)
                if (row.Seq > Through) Of(lead).Add(row);
        return rows.ToDictionary(pair => pair.Key, IReadOnlyList<JournalRow> (pair) => pair.Value, StringComparer.Ordinal);

        List<JournalRow> Of(string lead) => rows.TryGetValue(lead, out var known) ? known : rows[lead] = [];
    }

    /// <summary>Whole leads after one, ascending.</summary>
    /// <param name="page">What the table has of them: all leads up to its last, or, if there is none, none.</param>
    /// <param name="afterLead">The lead before.</param>
    /// <param name="throughSeq">The bound, inclusive.</param>
    /// <param name="enough">After how many archived rows no further lead is begun.</param>
    public IReadOnlyList<LeadRows> Join(IReadOnlyList<LeadRows> page, string afterLead, long throughSeq, int enough)
    {
        var bound = page.Count == 0 ? null : page[^1].Lead;
        var archived = new SortedDictionary<string, List<JournalRow>>(ByBytes);
        var count = 0;
        foreach (var row in Merged(segment => segment.RowsAfterLead(afterLead).Where(row => row.Seq <= throughSeq), row => row.Lead))
        {
            if (bound is not null && EventOrder.CompareUtf8(row.Lead, bound) > 0) break;
            if (!archived.TryGetValue(row.Lead, out var rows))
            {
                if (count >= enough && count > 0)
                {
                    bound = archived.Keys.Last();
                    break;
                }
                archived[row.Lead] = rows = [];
            }
            rows.Add(row.Read(personal: false));
            count++;
        }
        foreach (var (lead, rows) in page)
        {
            if (EventOrder.CompareUtf8(lead, bound!) > 0) break;
            var newer = rows.Where(row => row.Seq > Through).ToList();
            if (archived.TryGetValue(lead, out var older)) older.AddRange(newer);
            else if (newer.Count > 0) archived[lead] = newer;
        }
        return [.. archived.Select(pair => new LeadRows(pair.Key, pair.Value))];
    }

    /// <summary>The leads after one, ascending, each once, with those that the table has.</summary>
    public IEnumerable<string> Join(IReadOnlyList<string> ids, string afterLead, bool toTheEnd)
    {
        var bound = toTheEnd ? null : ids[^1];
        var (next, last) = (0, "");
        foreach (var id in Merged(segment => segment.LeadsAfter(afterLead), id => id))
        {
            if (bound is not null && EventOrder.CompareUtf8(id, bound) > 0) break;
            if (id == last) continue;
            for (; next < ids.Count && EventOrder.CompareUtf8(ids[next], id) < 0; next++) yield return ids[next];
            if (next < ids.Count && ids[next] == id) next++;
            yield return last = id;
        }
        for (; next < ids.Count; next++) yield return ids[next];
    }

    /// <summary>The leads with an event received at or after an instant; in any order.</summary>
    public HashSet<string> LeadsReceivedSince(Instant since, long throughSeq)
    {
        var from = since.ToUnixTimeMilliseconds();
        return segments.Where(segment => segment.Recorded.First <= throughSeq && segment.Recorded.GreatestReceivedAt >= from)
            .SelectMany(segment => segment.RowsAfterSeq(0, throughSeq))
            .Where(row => row.ReceivedAt >= from && row.Lead.Length > 0).Select(row => row.Lead).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What all segments have, each in the order of leads, in that order; of the same lead the older segment's first.</summary>
    private IEnumerable<T> Merged<T>(Func<SegmentFile, IEnumerable<T>> of, Func<T, string> lead)
    {
        var sources = new PriorityQueue<IEnumerator<T>, (string Lead, int Segment)>(
            Comparer<(string Lead, int Segment)>.Create(static (a, b) => EventOrder.CompareUtf8(a.Lead, b.Lead) is not 0 and var order ? order : a.Segment.CompareTo(b.Segment)));
        for (var i = 0; i < segments.Count; i++) Enqueue(of(segments[i]).GetEnumerator(), i);
        while (sources.TryDequeue(out var source, out var at))
        {
            yield return source.Current;
            Enqueue(source, at.Segment);
        }

        void Enqueue(IEnumerator<T> source, int segment)
        {
            if (source.MoveNext()) sources.Enqueue(source, (lead(source.Current), segment));
        }
    }
}
