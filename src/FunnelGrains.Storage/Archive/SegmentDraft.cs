using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Storage.Archive;

/// <summary>Rows that become a segment, as the lines that will stand in its file, so that a full one takes some 20 MB of memory.</summary>
internal sealed class SegmentDraft : IDisposable
{
    private const int ChunkBytes = 1 << 18;

    private readonly int mostRows;
    private readonly List<ArrayBufferWriter<byte>> chunks = [];
    private readonly List<Line> lines = [];
    private readonly Dictionary<string, string> leads = new(StringComparer.Ordinal);
    private readonly Utf8JsonWriter json;
    private long bytes;

    /// <param name="shard">Whose rows they are.</param>
    /// <param name="first">The first row's number.</param>
    /// <param name="mostRows">At how many rows it is full.</param>
    public SegmentDraft(ShardKey shard, long first, int mostRows)
    {
        (Shard, First, this.mostRows) = (shard, first, mostRows);
        json = new Utf8JsonWriter(Chunk(), new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>At how many bytes it is full, whatever its rows.</summary>
    public const long MostBytes = 16 << 20;

    /// <summary>Whose rows they are.</summary>
    public ShardKey Shard { get; }

    /// <summary>The first row.</summary>
    public long First { get; }

    /// <summary>The last row; before the first while it has none.</summary>
    public long Last => First + lines.Count - 1;

    /// <summary>When the first row was received, unix milliseconds.</summary>
    public long FirstReceivedAt { get; private set; }

    /// <summary>The earliest receipt.</summary>
    public long LeastReceivedAt { get; private set; } = long.MaxValue;

    /// <summary>The latest receipt.</summary>
    public long GreatestReceivedAt { get; private set; } = long.MinValue;

    /// <summary>Whether it takes no more.</summary>
    public bool IsFull => lines.Count >= mostRows || bytes >= MostBytes;

    /// <summary>The ids of its leads, in no order.</summary>
    public IReadOnlyCollection<string> Leads => leads.Keys;

    /// <summary>Adds the next row.</summary>
    /// <exception cref="ArchiveUnavailableException">It is not the next one.</exception>
    public void Add(in PlainRow row)
    {
        if (row.Seq != Last + 1) throw new ArchiveUnavailableException($"The journal of shard {Shard} has no row {Last + 1}: it is not archived");
        if (lines.Count == 0) FirstReceivedAt = row.ReceivedAt;
        (LeastReceivedAt, GreatestReceivedAt) = (Math.Min(LeastReceivedAt, row.ReceivedAt), Math.Max(GreatestReceivedAt, row.ReceivedAt));
        var chunk = chunks[^1].WrittenCount < ChunkBytes ? chunks[^1] : Chunk();
        var start = chunk.WrittenCount;
        json.Reset(chunk);
        RowLine.Write(json, row);
        json.Flush();
        chunk.Write("\n"u8);
        lines.Add(new Line(Once(row.Lead), row.Seq, chunks.Count - 1, start, chunk.WrittenCount - start));
        bytes += chunk.WrittenCount - start;
    }

    /// <summary>The lines, each with its end, in the order of a file: by lead and seq.</summary>
    public IEnumerable<(string Lead, ReadOnlyMemory<byte> Line)> InOrder()
    {
        lines.Sort(static (a, b) => EventOrder.CompareUtf8(a.Lead, b.Lead) is not 0 and var order ? order : a.Seq.CompareTo(b.Seq));
        return lines.Select(line => (line.Lead, chunks[line.Chunk].WrittenMemory.Slice(line.Start, line.Length)));
    }

    /// <inheritdoc/>
    public void Dispose() => json.Dispose();

    private string Once(string lead)
    {
        if (lead.Length == 0) return "";
        if (leads.TryGetValue(lead, out var known)) return known;
        leads.Add(lead, lead);
        return lead;
    }

    private ArrayBufferWriter<byte> Chunk()
    {
        chunks.Add(new ArrayBufferWriter<byte>(ChunkBytes + (ChunkBytes / 4)));
        return chunks[^1];
    }

    private readonly record struct Line(string Lead, long Seq, int Chunk, int Start, int Length);
}
