using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Postgres.Engine;
using Npgsql;

namespace FunnelGrains.Storage.Postgres.Journal;

/// <summary>How a row of the table <c>journal</c> is read.</summary>
internal static class JournalColumns
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string WithoutPersonal = "j.seq, j.lead_id, j.event_id, j.type, j.occurred_at, j.received_at, j.origin, j.actor, j.data, j.other, NULL::text";

    /// <summary>Likewise, with personal data.</summary>
    public const string WithPersonal = "j.seq, j.lead_id, j.event_id, j.type, j.occurred_at, j.received_at, j.origin, j.actor, j.data, j.other, j.personal";

    /// <summary>The name of an event's type; of one that this program does not know, the name it came with.</summary>
    public static string TypeName(LeadEvent e) => e.Data is Unreadable raw ? PostgresText.Write(raw.Type) : e.Type.Name();

    /// <summary>The row the reader stands on.</summary>
    public static JournalRow Read(NpgsqlDataReader row)
    {
        var (type, data) = EventDataCodec.Read(row.Text(3), row.Text(8));
        var happened = new LeadEvent(row.Text(2), type, row.Instant(4), row.Instant(5), row.Text(6), row.TextOrNull(7), data);
        return new JournalRow(row.GetInt64(0), row.Text(1), happened, (OtherValues)row.GetInt32(9), row.TextOrNull(10));
    }
}
