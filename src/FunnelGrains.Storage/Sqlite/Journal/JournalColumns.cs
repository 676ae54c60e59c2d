using System.Text;
using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Sqlite.Engine;

namespace FunnelGrains.Storage.Sqlite.Journal;

/// <summary>How a row of the table <c>journal</c> is read.</summary>
internal static class JournalColumns
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string WithoutPersonal = "seq, lead_id, event_id, type, occurred_at, received_at, origin, actor, data, other, NULL";

    /// <summary>Likewise, with personal data.</summary>
    public const string WithPersonal = "seq, lead_id, event_id, type, occurred_at, received_at, origin, actor, data, other, personal";

    private static readonly string[] Names = [.. Enum.GetValues<EventType>().Select(type => type.Name())];
    private static readonly byte[][] Utf8Names = [.. Names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The name of an event's type; of one that this program does not know, the name it came with.</summary>
    public static byte[] TypeName(LeadEvent e) => e.Data is Unreadable raw ? Encoding.UTF8.GetBytes(raw.Type) : Utf8Names[(int)e.Type];

    /// <summary>The row the statement stands on.</summary>
    public static JournalRow Read(SqliteStatement row)
    {
        var (type, data) = EventDataCodec.Read(Name(row.Utf8(3)), row.Utf8(8).ToArray());
        var happened = new LeadEvent(row.Text(2), type, row.Instant(4), row.Instant(5), row.Text(6), row.TextOrNull(7), data);
        return new JournalRow(row.Long(0), row.Text(1), happened, (OtherValues)row.Int(9), row.TextOrNull(10));
    }

    private static string Name(ReadOnlySpan<byte> utf8)
    {
        for (var i = 0; i < Utf8Names.Length; i++)
            if (utf8.SequenceEqual(Utf8Names[i])) return Names[i];
        return Encoding.UTF8.GetString(utf8);
    }
}
