using FunnelGrains.Domain.Leads;
using FunnelGrains.Storage.Archive;
using NodaTime;

namespace FunnelGrains.Storage.Tests.Archive;

/// <summary>What the tests of archived rows share.</summary>
public abstract class ArchiveContract : StorageContract
{
    private protected static readonly Instant Noon = Instant.FromUtc(2026, 11, 2, 12, 0);

    /// <summary>Everything that is there may go.</summary>
    private protected static readonly ArchiveOrder Everything = new(long.MaxValue, Instant.MaxValue, Instant.MaxValue);

    /// <summary>Everything up to and with a row.</summary>
    private protected static ArchiveOrder Through(long seq) => Everything with { ThroughSeq = seq };

    /// <summary>An archiver of this storage, with so small segments that few rows make many.</summary>
    private protected Archiving Archiver(int mostRows = 20) => new(Storage.Table, Storage.Archive, mostRows);

    /// <summary>Archives until there is no more to do.</summary>
    private protected async Task ArchiveAsync(ArchiveOrder order, int mostRows = 20, ShardKey? shard = null)
    {
        var archiver = Archiver(mostRows);
        while (await archiver.ArchiveAsync(shard ?? Shard, order, Cancel) is not null)
        {
        }
    }

    /// <summary>The numbers of the rows that are in the table.</summary>
    private protected async Task<long[]> InTableAsync(ShardKey? shard = null) => [.. (await Storage.Table.ReadPlainAsync(shard ?? Shard, 0, int.MaxValue, Cancel)).Select(row => row.Seq)];

    /// <summary>Rows by chance: a few leads of all kinds, received in about the order of their numbers, some with personal data.</summary>
    private protected static JournalRow[] RandomRows(Random random, long from, int count)
    {
        string[] leads = ["a", "b", "É", "\uFF21", "😀", "z", "", "L-1", "L-10", "L-2"];
        var most = random.Next(1, leads.Length + 1);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var row = Events.Row(from + i, leads[random.Next(most)], random.Next(3) == 0 ? """{"email":"x@example.com","name":"\u0000é"}""" : null);
            var received = Noon + Duration.FromMinutes(from + i + random.Next(-5, 5));
            EventData data = random.Next(4) switch
            {
                0 => new Touched("whatsapp", random.Next(2) == 0 ? "👍\n" : null, random.Next(2) == 0),
                1 => new Unreadable("lead.teleported", """{"to":"mars",  "at": 1.50}"""),
                2 => new DealWon(random.Next(1_000) / 4m, "BRL"),
                _ => new StageChanged("mql", new string('x', random.Next(200))),
            };
            var type = data switch { Touched => EventType.Touched, Unreadable => EventType.Unreadable, DealWon => EventType.DealWon, _ => EventType.StageChanged };
            return row with { Event = row.Event with { Type = type, Data = data, ReceivedAt = received, Actor = random.Next(2) == 0 ? "ana" : null }, Other = (OtherValues)random.Next(32) };
        })];
    }
}
