using System.Collections.Immutable;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Storage.Tests;

/// <summary>Rows in few words.</summary>
public static class Events
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 2, 12, 0);

    /// <summary>A stage change of a lead.</summary>
    public static JournalRow Row(long seq, string lead = "L-1", string? personal = null) => new(
        seq, lead, new LeadEvent($"e{seq}", EventType.StageChanged, Start.Plus(Duration.FromMilliseconds(seq)), Start, "key:crm", null, new StageChanged("mql", null)),
        OtherValues.None, personal);

    /// <summary>Rows of one lead, from and to inclusive.</summary>
    public static JournalRow[] Rows(long from, long to, string lead = "L-1") => [.. Range(from, to).Select(seq => Row(seq, lead))];

    /// <summary>Rows, each of a lead of its own.</summary>
    public static JournalRow[] RowsOfManyLeads(long from, long to) => [.. Range(from, to).Select(seq => Row(seq, $"L-{seq:00000}"))];

    /// <summary>One row of each type, with everything that can be said, ascending from 1.</summary>
    public static JournalRow[] OfEveryType()
    {
        var all = new LeadAttributes(
            "Rádio \"São João\"", "rádio", "多言語", "indústria\n", 12.3456m, "BRL",
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("score", "17").Add("tags", """["a","b"]"""));
        (EventType Type, EventData Data)[] said =
        [
            (EventType.Captured, new Captured(all)), (EventType.Captured, new Captured(LeadAttributes.None)),
            (EventType.StageChanged, new StageChanged("mql", "veio da feira")), (EventType.Rejected, new Rejected(null)),
            (EventType.Recycled, new Recycled("volta", "mql")), (EventType.Assigned, new Assigned("ana", "sales")),
            (EventType.Touched, new Touched("whatsapp", "👍", true)), (EventType.Updated, new Updated(all)),
            (EventType.DealWon, new DealWon(999_999_999_999.9999m, "USD")), (EventType.DealLost, new DealLost(new string('x', 60_000))),
            (EventType.SlaBreached, new SlaBreached("accept_mql", "e1", 2, Start, null, "sales")),
            (EventType.SlaWarned, new SlaWarned("accept_mql", "e1", 2, "share:0.75", "boss", Start, null, "ana", "sales")),
            (EventType.SlaWarned, new SlaWarned("accept_mql", "e1", 2, "before:600", null, Start.Plus(Duration.FromTicks(7)), Start, null, null)),
            (EventType.EventQuarantined, new EventQuarantined(3, "because")), (EventType.ShardOpened, new ShardOpened("silo")),
            (EventType.Unreadable, new Unreadable("lead.teleported", """{"to":"mars"}""")),
        ];
        return [.. said.Select((one, i) => new JournalRow(
            i + 1, one.Type == EventType.ShardOpened ? "" : "L-ç", new LeadEvent($"id-{i}-é", one.Type, Start, Start.Plus(Duration.FromMilliseconds(i)), "key:crm", i % 2 == 0 ? "ana" : null, one.Data),
            (OtherValues)(i % 32), i % 3 == 0 ? """{"email":"x@example.com"}""" : null))];
    }

    private static IEnumerable<long> Range(long from, long to)
    {
        for (var seq = from; seq <= to; seq++) yield return seq;
    }
}
