using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using NodaTime;

namespace FunnelGrains.Domain.Leads;

/// <summary>
/// Rows of one lead, end to end in one buffer: a lead is folded forward for weeks and asked for its past once, so the past must not be a dozen
/// objects an event for the garbage collector to walk through. Personal data are not kept.
/// </summary>
/// <remarks>A row is: seq, occurredAt and receivedAt (ticks), type, other; then id, origin, actor, type's name (only of a type that is not known) and data, each with its length in front.</remarks>
internal sealed class PackedRows
{
    private const int OccurredAt = 8;
    private const int ReceivedAt = 16;
    private const int Type = 24;
    private const int Other = 25;
    private const int Fixed = 26;
    private readonly string lead;
    private readonly List<int> hashes = new(4);
    private readonly List<int> starts = new(4);
    private byte[] bytes = [];
    private int used;

    public PackedRows(string lead) => this.lead = lead;

    public int Count => starts.Count;

    /// <summary>The row at a place, counted from 0.</summary>
    public JournalRow this[int index] => Read(starts[index]);

    public long SeqAt(int index) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(starts[index]));

    public Instant ReceivedAtOf(int index) => ReadInstant(starts[index] + ReceivedAt);

    public bool ContainsId(string id)
    {
        var hash = string.GetHashCode(id, StringComparison.Ordinal);
        var all = CollectionsMarshal.AsSpan(hashes);
        for (var from = 0; all[from..].IndexOf(hash) is >= 0 and var found; from += found + 1)
            if (this[from + found].Event.Id == id) return true;
        return false;
    }

    public void Add(JournalRow row)
    {
        hashes.Add(string.GetHashCode(row.Event.Id, StringComparison.Ordinal));
        starts.Add(used);
        var e = row.Event;
        Room(Fixed);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(used), row.Seq);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(used + OccurredAt), e.OccurredAt.ToUnixTimeTicks());
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(used + ReceivedAt), e.ReceivedAt.ToUnixTimeTicks());
        bytes[used + Type] = (byte)e.Type;
        bytes[used + Other] = (byte)row.Other;
        used += Fixed;
        Write(e.Id);
        Write(e.Origin);
        Write(e.Actor);
        Write((e.Data as Unreadable)?.Type);
        Write(EventDataCodec.Utf8(e.Data));
    }

    private JournalRow Read(int at)
    {
        var (seq, occurredAt, receivedAt) = (BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)), ReadInstant(at + OccurredAt), ReadInstant(at + ReceivedAt));
        var (type, other) = ((EventType)bytes[at + Type], (OtherValues)bytes[at + Other]);
        at += Fixed;
        var (id, origin, actor, name) = (Text(ref at)!, Text(ref at)!, Text(ref at), Text(ref at));
        var data = EventDataCodec.Read(name ?? type.Name(), Bytes(ref at)).Data;
        return new JournalRow(seq, lead, new LeadEvent(id, type, occurredAt, receivedAt, origin, actor, data), other, null);
    }

    private Instant ReadInstant(int at) => Instant.FromUnixTimeTicks(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)));

    private string? Text(ref int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)) < 0 ? Nothing(ref at) : Encoding.UTF8.GetString(Bytes(ref at).Span);

    private static string? Nothing(ref int at)
    {
        at += sizeof(int);
        return null;
    }

    private ReadOnlyMemory<byte> Bytes(ref int at)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
        var found = bytes.AsMemory(at + sizeof(int), length);
        at += sizeof(int) + length;
        return found;
    }

    private void Write(string? text)
    {
        Room(sizeof(int) + (text is null ? 0 : Encoding.UTF8.GetMaxByteCount(text.Length)));
        var length = text is null ? -1 : Encoding.UTF8.GetBytes(text, bytes.AsSpan(used + sizeof(int)));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(used), length);
        used += sizeof(int) + Math.Max(length, 0);
    }

    private void Write(ReadOnlySpan<byte> utf8)
    {
        Room(sizeof(int) + utf8.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(used), utf8.Length);
        utf8.CopyTo(bytes.AsSpan(used + sizeof(int)));
        used += sizeof(int) + utf8.Length;
    }

    private void Room(int more)
    {
        if (bytes.Length - used >= more) return;
        Array.Resize(ref bytes, Math.Max(used + more, Math.Max(256, bytes.Length * 3 / 2)));
    }
}
