using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FunnelGrains.Storage.Archive;

/// <summary>Writes a segment's file (<see cref="SegmentDirectory"/>).</summary>
internal sealed class SegmentWriter
{
    private const int BlockBytes = 64 << 10;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Stream to;
    private readonly ArrayBufferWriter<byte> plain = new(BlockBytes * 2);
    private readonly MemoryStream packed = new();
    private long offset;

    private SegmentWriter(Stream to) => this.to = to;

    /// <summary>Writes all of it.</summary>
    /// <returns>The directory's SHA-256, hexadecimal.</returns>
    public static string Write(Stream to, SegmentDraft draft)
    {
        var writer = new SegmentWriter(to);
        var marks = LeadMarks.For(draft.Leads.Count);
        var ids = new List<string>(draft.Leads.Count);
        var rows = writer.Blocks(draft.InOrder().Select(row =>
        {
            if (row.Lead.Length == 0 || (ids.Count > 0 && ids[^1] == row.Lead)) return row;
            ids.Add(row.Lead);
            LeadMarks.Add(marks, LeadMarks.Of(row.Lead));
            return row;
        }));
        var leads = writer.Blocks(ids.Select(id => (id, Line(id))));
        return new SegmentDirectory(
            SegmentDirectory.Known, RowLine.Columns, draft.Shard.Workspace, draft.Shard.Number, draft.First, draft.Last, rows, leads, marks).Write(to);
    }

    private static ReadOnlyMemory<byte> Line(string id) => (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(id, Relaxed), (byte)'\n'];

    private List<SegmentBlock> Blocks(IEnumerable<(string Lead, ReadOnlyMemory<byte> Line)> lines)
    {
        var blocks = new List<SegmentBlock>();
        var (first, last) = ("", "");
        foreach (var (lead, line) in lines)
        {
            if (plain.WrittenCount > 0 && plain.WrittenCount + line.Length > BlockBytes) End();
            if (plain.WrittenCount == 0) first = lead;
            plain.Write(line.Span);
            last = lead;
        }
        if (plain.WrittenCount > 0) End();
        return blocks;

        void End() => blocks.Add(Block(first, last));
    }

    private SegmentBlock Block(string first, string last)
    {
        packed.SetLength(0);
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(plain.WrittenSpan);
        var bytes = packed.GetBuffer().AsSpan(0, (int)packed.Length);
        var block = new SegmentBlock(first, last, offset, bytes.Length, plain.WrittenCount, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        to.Write(bytes);
        offset += bytes.Length;
        plain.ResetWrittenCount();
        return block;
    }
}
