using System.Buffers;
using System.Text;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Journal;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>
/// Rows with their texts in UTF-8, end to end in one rented buffer: made on the caller's thread, so that the one writing thread has only to bind.
/// </summary>
internal sealed class EncodedRows : IDisposable
{
    private byte[] bytes;
    private int used;

    /// <exception cref="ArgumentException">There are no rows, or their sequence numbers do not ascend by one.</exception>
    public EncodedRows(IReadOnlyList<JournalRow> rows)
    {
        AppendRules.Check(rows);
        bytes = ArrayPool<byte>.Shared.Rent(rows.Count * 192);
        Rows = new EncodedRow[rows.Count];
        for (var i = 0; i < Rows.Length; i++) Rows[i] = Encode(rows[i]);
    }

    /// <summary>The rows.</summary>
    public EncodedRow[] Rows { get; }

    /// <summary>The bytes of a text.</summary>
    public ReadOnlySpan<byte> this[EncodedText text] => bytes.AsSpan(text.Start, text.Length);

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
    }

    private EncodedRow Encode(JournalRow row) => new(
        row.Seq, Add(row.Lead), Add(row.Event.Id), JournalColumns.TypeName(row.Event),
        row.Event.OccurredAt.ToUnixTimeMilliseconds(), row.Event.ReceivedAt.ToUnixTimeMilliseconds(), Add(row.Event.Origin),
        Add(row.Event.Actor), Add(EventDataCodec.Utf8(row.Event.Data)), row.Other, Add(row.Personal));

    private EncodedText Add(string? text)
    {
        if (text is null) return EncodedText.Null;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (bytes.Length - used < most) Grow(most);
        var start = used;
        used += Encoding.UTF8.GetBytes(text, bytes.AsSpan(start));
        return new EncodedText(start, used - start);
    }

    private EncodedText Add(ReadOnlySpan<byte> utf8)
    {
        if (bytes.Length - used < utf8.Length) Grow(utf8.Length);
        var start = used;
        utf8.CopyTo(bytes.AsSpan(start));
        used += utf8.Length;
        return new EncodedText(start, utf8.Length);
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, used + more));
        bytes.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}

/// <summary>Where a text stands in the buffer.</summary>
internal readonly record struct EncodedText(int Start, int Length)
{
    /// <summary>No text.</summary>
    public static EncodedText Null { get; } = new(0, -1);

    /// <summary>Whether there is none.</summary>
    public bool IsNull => Length < 0;
}

/// <summary>A row ready to be bound.</summary>
internal readonly record struct EncodedRow(
    long Seq, EncodedText Lead, EncodedText Id, byte[] Type, long OccurredAt, long ReceivedAt, EncodedText Origin,
    EncodedText Actor, EncodedText Data, OtherValues Other, EncodedText Personal);
