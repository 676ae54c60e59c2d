using System.Collections.Immutable;
using CsCheck;
using FunnelGrains.Domain.Leads;
using NodaTime;

namespace FunnelGrains.Testing.Leads;

/// <summary>
/// Random histories: ties, late events, duplicates, all types, poison, months apart or seconds. Many events stand on full office hours, so that stops fall
/// exactly on due instants and several events on one instant.
/// </summary>
public static class RandomHistories
{
    private static readonly string[] Stages = ["lead", "mql", "mql", "sal", "sal", "sql", "opportunity", "customer", "rejected", "lost"];
    private static readonly string[] OpenStages = ["lead", "mql", "sal", "sql", "opportunity"];
    private static readonly string[] Ids = ["e", "E", "é", "\uE000", "\U0001F600"];

    private static readonly Gen<LeadAttributes> Attributes = Gen.Select(
        Pick<string?>(null, null, "", "ads", "fair"), Pick<string?>(null, "spring"), Pick<string?>(null, null, "retail"), Pick<string?>(null, "hot", "cold"),
        (source, campaign, segment, score) => LeadAttributes.None with
        {
            Source = source,
            Campaign = campaign,
            Segment = segment,
            Other = score is null ? LeadAttributes.None.Other : LeadAttributes.None.Other.Add("score", $"\"{score}\""),
        });

    private static readonly Gen<EventData> Data = Gen.Frequency(
        (3, Attributes.Select(attributes => (EventData)new Captured(attributes))),
        (14, Pick(Stages).Select(stage => (EventData)Rows.To(stage))),
        (3, Gen.Const((EventData)new Rejected("no budget"))),
        (3, Pick<string?>([null, .. OpenStages]).Select(stage => (EventData)new Recycled(null, stage))),
        (4, Gen.Select(Pick("ana", "bia"), Pick<string?>(null, "", "sales", "partners")).Select((owner, team) => (EventData)new Assigned(owner, team))),
        (7, Gen.Select(Pick(false, false, true), Pick<string?>(null, "reached")).Select((automated, outcome) => (EventData)new Touched("call", outcome, automated))),
        (4, Attributes.Select(attributes => (EventData)new Updated(attributes))),
        (3, Gen.Select(Pick<decimal?>(null, 0m, 10.5m, 99.9999m), Pick("BRL", "USD"))
            .Select((amount, currency) => (EventData)new DealWon(amount, amount is null ? null : currency))),
        (2, Pick("price", "silence").Select(reason => (EventData)new DealLost(reason))));

    private static readonly Gen<EventData> Poison =
        Pick<EventData>(Rows.To("nowhere"), new Recycled(null, "customer"), new Unreadable("lead.sneezed", "{}"));

    private static readonly Gen<double> Minute = Gen.Frequency(
        (3, Gen.Select(Gen.Int[0, 2], Pick(0, 1, 5, 9)).Select((day, hour) => (double)((day * 1440) + (hour * 60)))),
        (4, Gen.Select(Gen.Int[0, 11], Gen.Int[0, 9]).Select((day, hour) => (double)((day * 1440) + (hour * 60)))),
        (2, Gen.Int[0, 20].Select(minute => (double)minute)), (3, Gen.Int[0, 3000].Select(minute => (double)minute)),
        (2, Gen.Int[0, 60_000].Select(minute => (double)minute)));

    private static readonly Gen<Arrival> Arrivals = Gen.Select(
        Gen.Int[1, 3], Minute, Gen.Frequency((40, Data), (1, Poison)), Gen.Int[0, 3], Gen.Int[0, 12], Gen.Int[0, 31], Gen.Int[0, Ids.Length - 1],
        (lead, minute, data, late, again, other, id) => new Arrival(lead, minute, data, late == 0, again == 0, other % 3 == 0 ? (OtherValues)other : OtherValues.None, id));

    /// <summary>
    /// 1 to 16 events of one lead in the order of arrival; received when they occurred or later, never before the one that arrived before; some ids come twice.
    /// </summary>
    public static Gen<JournalRow[]> Histories { get; } = Arrivals.Array[1, 16].Select(arrivals => Arrive(arrivals, _ => Rows.Lead));

    /// <summary>1 to 40 rows of up to three leads in one shard's sequence.</summary>
    public static Gen<JournalRow[]> Journals { get; } = Arrivals.Array[1, 40].Select(arrivals => Arrive(arrivals, lead => $"L-{lead}"));

    /// <summary>Instants up to which clocks are judged: during and after the history, often on a full hour.</summary>
    public static Gen<Instant> Moments { get; } = Gen.Frequency((2, Minute), (1, Gen.Int[0, 90_000].Select(minute => (double)minute)))
        .Select(minute => Rows.Monday + Duration.FromMinutes(minute));

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static JournalRow[] Arrive(Arrival[] arrivals, Func<int, string> leadOf)
    {
        var rows = new List<JournalRow>();
        var now = Instant.MinValue;
        foreach (var arrival in arrivals)
        {
            var seq = rows.Count + 1;
            var lead = leadOf(arrival.Lead);
            var at = Rows.Monday + Duration.FromMinutes(arrival.Minute);
            now = Instant.Max(now, at + Duration.FromMinutes(arrival.Late ? 600 : 0));
            var first = arrival.Again ? rows.Find(row => row.Lead == lead) : null;
            var id = first?.Event.Id ?? $"{Ids[arrival.Id]}{seq * 7 % 16}-{seq}";
            rows.Add(Rows.Row(seq, arrival.Minute, arrival.Data, id, now, arrival.Other) with { Lead = lead });
        }

        return [.. rows];
    }

    private sealed record Arrival(int Lead, double Minute, EventData Data, bool Late, bool Again, OtherValues Other, int Id);
}
