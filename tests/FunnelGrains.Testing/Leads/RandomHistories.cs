using CsCheck;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Testing.Leads;

/// <summary>Random histories of one lead: ties, late events, duplicates, all types, months apart or seconds.</summary>
public static class RandomHistories
{
    private static readonly string[] Stages = ["lead", "mql", "sal", "sql", "opportunity", "customer", "rejected", "lost"];
    private static readonly string[] OpenStages = ["lead", "mql", "sal", "sql", "opportunity"];

    private static readonly Gen<EventData> Data = Gen.Frequency(
        (2, Pick<string?>(null, "", "ads", "fair").Select(source => (EventData)Rows.Captured(source))),
        (8, Pick(Stages).Select(stage => (EventData)Rows.To(stage))),
        (2, Gen.Const((EventData)new Rejected("no budget"))),
        (2, Pick<string?>([null, .. OpenStages]).Select(stage => (EventData)new Recycled(null, stage))),
        (2, Gen.Select(Pick("ana", "bia"), Pick<string?>(null, "sales", "partners")).Select((owner, team) => (EventData)new Assigned(owner, team))),
        (4, Gen.Bool.Select(automated => (EventData)Rows.Call(automated))),
        (1, Pick<string?>(null, "mail", "fair").Select(source => (EventData)Rows.Updated(source))),
        (2, Pick<decimal?>(null, 0m, 10.5m, 99.9999m).Select(amount => (EventData)new DealWon(amount, amount is null ? null : "BRL"))),
        (1, Gen.Const((EventData)new DealLost("price"))));

    private static readonly Gen<double> Minute = Gen.Frequency(
        (3, Gen.Int[0, 20].Select(minute => (double)minute)), (3, Gen.Int[0, 3000].Select(minute => (double)minute)),
        (2, Gen.Int[0, 60_000].Select(minute => (double)minute)));

    /// <summary>
    /// 1 to 14 events in the order of arrival; received when they occurred or later, never before the one that arrived before; some ids come twice.
    /// </summary>
    public static Gen<JournalRow[]> Histories { get; } = Gen.Select(Minute, Data, Gen.Int[0, 3], Gen.Int[0, 12], Gen.Int[0, 31])
        .Array[1, 14].Select(Arrive);

    /// <summary>Instants up to which clocks are judged: during and after the history.</summary>
    public static Gen<Instant> Moments { get; } = Gen.Int[0, 90_000].Select(minute => Rows.Monday + Duration.FromMinutes(minute));

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static JournalRow[] Arrive((double Minute, EventData Data, int Late, int SameId, int Other)[] events)
    {
        var rows = new List<JournalRow>();
        var now = Instant.MinValue;
        foreach (var (minute, data, late, sameId, other) in events)
        {
            var seq = rows.Count + 1;
            var at = Rows.Monday + Duration.FromMinutes(minute);
            now = Instant.Max(now, at + Duration.FromMinutes(late == 0 ? 600 : 0));
            var again = sameId == 0 && seq > 1;
            rows.Add(Rows.Row(seq, minute, data, again ? rows[0].Event.Id : $"e{(seq * 7) % 16}-{seq}", now, (OtherValues)other));
        }

        return [.. rows];
    }
}
