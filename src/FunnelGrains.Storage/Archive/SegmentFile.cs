using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Storage.Archive;

/// <summary>
/// An archived segment, read block by block; each block is checked against its checksum before a row of it is used. The directory stays in memory (2 bytes a lead and
/// 0.2 KB a block: some 100 KB for a full segment). Every member may be used from any thread, and throws <see cref="ArchiveUnavailableException"/> when the file is not what was recorded.
/// </summary>
internal sealed class SegmentFile(string path, ShardKey shard, Segment recorded)
{
    private volatile SegmentDirectory? directory;

    /// <summary>What the journal records of it.</summary>
    public Segment Recorded => recorded;

    /// <summary>Its file.</summary>
    public string Path => path;

    private SegmentDirectory Directory => directory ??= Open(file => SegmentDirectory.Read(file, recorded.Sha256));

    /// <summary>False only for a lead that has no row in it.</summary>
    public bool MayHold((ulong Start, ulong Step) lead) => LeadMarks.MayHold(Directory.Marks, lead);

    /// <summary>All rows of some leads, by lead and seq.</summary>
    /// <param name="leads">Ascending by their UTF-8 bytes, each once.</param>
    public IEnumerable<PlainRow> RowsOf(IReadOnlyList<string> leads)
    {
        var (wanted, next) = (leads.ToHashSet(StringComparer.Ordinal), 0);
        foreach (var block in Directory.Rows)
        {
            while (next < leads.Count && EventOrder.CompareUtf8(leads[next], block.FirstLead) < 0) next++;
            if (next == leads.Count) yield break;
            if (EventOrder.CompareUtf8(leads[next], block.LastLead) > 0) continue;
            foreach (var row in Rows(block, (_, lead) => wanted.Contains(lead))) yield return row;
        }
    }

    /// <summary>All rows of the leads after one, by lead and seq.</summary>
    public IEnumerable<PlainRow> RowsAfterLead(string after) => Directory.Rows
        .Where(block => EventOrder.CompareUtf8(block.LastLead, after) > 0)
        .SelectMany(block => Rows(block, (_, lead) => EventOrder.CompareUtf8(lead, after) > 0));

    /// <summary>The rows after one number and up to another, by lead and seq: reads the whole file.</summary>
    public IEnumerable<PlainRow> RowsAfterSeq(long after, long through) => Directory.Rows.SelectMany(block => Rows(block, (seq, _) => seq > after && seq <= through));

    /// <summary>The ids of the leads after one, ascending.</summary>
    public IEnumerable<string> LeadsAfter(string after) => Directory.Leads
        .Where(block => EventOrder.CompareUtf8(block.LastLead, after) > 0)
        .SelectMany(block => Lines(block).Select(line => JsonSerializer.Deserialize<string>(line.Span)!))
        .Where(lead => EventOrder.CompareUtf8(lead, after) > 0);

    /// <summary>Reads all of it.</summary>
    /// <exception cref="ArchiveUnavailableException">It does not hold exactly the rows that it should.</exception>
    public void Verify()
    {
        var (seqs, leads) = (new HashSet<long>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var row in RowsAfterSeq(0, long.MaxValue))
        {
            if (!seqs.Add(row.Seq) || row.Seq < recorded.First || row.Seq > recorded.Last) throw Damaged($"row {row.Seq} should not be there");
            if (row.Lead.Length > 0) leads.Add(row.Lead);
        }
        if (seqs.Count != recorded.Last - recorded.First + 1) throw Damaged($"it has {seqs.Count} rows");
        if (!leads.SetEquals(LeadsAfter(""))) throw Damaged("its leads are not those of its rows");
    }

    /// <summary>Reads all of it, and compares each line with what was to be written.</summary>
    /// <exception cref="ArchiveUnavailableException">It is another.</exception>
    public void Verify(SegmentDraft draft)
    {
        Verify();
        using var should = draft.InOrder().GetEnumerator();
        foreach (var line in Directory.Rows.SelectMany(Lines))
            if (!should.MoveNext() || !line.Span.SequenceEqual(should.Current.Line.Span[..^1])) throw Damaged("it is not what was written");
        if (should.MoveNext()) throw Damaged("it is not all that was written");
    }

    private IEnumerable<PlainRow> Rows(SegmentBlock block, Func<long, string, bool> wanted)
    {
        var lead = "";
        foreach (var line in Lines(block))
        {
            (var seq, lead) = RowLine.ReadHead(line.Span, lead);
            if (wanted(seq, lead)) yield return RowLine.Read(line.Span);
        }
    }

    /// <summary>The lines of a block, without their ends.</summary>
    private IEnumerable<ReadOnlyMemory<byte>> Lines(SegmentBlock block)
    {
        for (var rest = Unpack(block).AsMemory(); rest.Length > 0;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            yield return rest[..end];
            rest = rest[(end + 1)..];
        }
    }

    private byte[] Unpack(SegmentBlock block) => Open(file =>
    {
        var packed = new byte[block.Bytes];
        file.Position = block.Offset;
        file.ReadExactly(packed);
        if (Convert.ToHexStringLower(SHA256.HashData(packed)) != block.Sha256) throw new InvalidDataException($"the checksum of the block at {block.Offset} is wrong");
        var plain = new byte[block.PlainBytes];
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        gzip.ReadExactly(plain);
        return plain;
    });

    private T Open<T>(Func<Stream, T> read)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            return read(file);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ArchiveUnavailableException($"Rows {recorded.First} to {recorded.Last} of shard {shard} are archived in {path}, which is missing: bring it back from a backup", missing);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or EndOfStreamException or JsonException)
        {
            throw Damaged(wrong.Message, wrong);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveUnavailableException($"Rows {recorded.First} to {recorded.Last} of shard {shard} are archived in {path}, which cannot be read: {refused.Message}", refused);
        }
    }

    private ArchiveUnavailableException Damaged(string what, Exception? why = null) =>
        new($"The archive {path}, with rows {recorded.First} to {recorded.Last} of shard {shard}, is damaged ({what}): bring it back from a backup", why);
}
