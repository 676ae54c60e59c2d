using System.Globalization;
using FunnelGrains.Abstractions.Ingest;
using NodaTime;

namespace FunnelGrains.Host.Demo;

/// <summary>
/// The company's past: a function of the seed alone, day by day and lead by lead, so that any stretch of it is the same whenever it is asked for.
/// </summary>
internal static class DemoHistory
{
    /// <summary>How far back a new demo begins.</summary>
    public static Duration Reach { get; } = Duration.FromDays(182);

    /// <summary>The leads captured from <paramref name="from"/> (inclusive) to <paramref name="until"/> (exclusive), each with its events before <paramref name="until"/>; the latest days first.</summary>
    public static IEnumerable<IReadOnlyList<IncomingEvent>> Leads(ulong seed, Instant from, Instant until)
    {
        var first = from.InZone(Company.Zone).Date;
        for (var day = until.InZone(Company.Zone).Date; day >= first; day = day.PlusDays(-1))
        {
            foreach (var (lead, captured, dice) in Day(seed, day).Where(born => born.Captured >= from && born.Captured < until))
            {
                yield return [.. LeadStory.Of(lead, captured, dice).Where(told => told.OccurredAt < until)];
            }
        }
    }

    private static IEnumerable<(string Lead, Instant Captured, Dice Dice)> Day(ulong seed, LocalDate day)
    {
        var part = Period.DaysBetween(new LocalDate(2000, 1, 1), day);
        var n = 0;
        foreach (var captured in Market.Arrivals(day, Dice.For(seed, part)))
        {
            n++;
            var lead = string.Create(CultureInfo.InvariantCulture, $"{day:yyMMdd}-{n:000}");
            yield return (lead, captured, Dice.For(seed, part, n));
        }
    }
}
