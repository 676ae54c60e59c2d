using System.Diagnostics;
using System.Globalization;
using FunnelGrains.Domain.Calendars;
using FunnelGrains.Domain.Calendars.Holidays;
using FunnelGrains.Domain.Sla;
using NodaTime;

namespace FunnelGrains.Benchmarks.Due;

/// <summary>
/// Many starts of three years, the same for each row, asked in an order that no cache of the processor helps; after a first round that builds the calendar, the median of rounds counts.
/// A calendar is built once for each version of the agreement, so what building takes is told apart.
/// </summary>
internal static class DueBenchmark
{
    private const int Starts = 20_000;
    private const int Rounds = 9;

    private static readonly Instant From = Instant.FromUtc(2026, 1, 1, 3, 0);

    public static void Run(TextWriter to)
    {
        var definition = Office();
        var began = Stopwatch.GetTimestamp();
        var calendar = new BusinessCalendar(definition);
        _ = calendar.Add(From, Duration.FromDays(200));
        _ = calendar.Between(From, From + Duration.FromDays(5 * 365));
        Say(to, $"a calendar of {definition.Exceptions.Length} exceptions, built for five years: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0.0} ms");
        var random = new Random(20_261_102);
        var starts = Enumerable.Range(0, Starts).Select(_ => From + Duration.FromSeconds(random.Next(3 * 365 * 86_400))).ToArray();
        Row(to, "4 business hours", calendar, starts, new Target(4, TargetUnit.BusinessHours), 0);
        Row(to, "80 business hours (two weeks)", calendar, starts, new Target(80, TargetUnit.BusinessHours), 0);
        Row(to, "80 business hours, 3 pauses", calendar, starts, new Target(80, TargetUnit.BusinessHours), 3);
        Row(to, "10 business days", calendar, starts, new Target(10, TargetUnit.BusinessDays), 0);
        Row(to, "2,000 business hours (a year)", calendar, starts, new Target(2_000, TargetUnit.BusinessHours), 0);
        Row(to, "2,000 business hours, 3 pauses", calendar, starts, new Target(2_000, TargetUnit.BusinessHours), 3);
        Row(to, "250 business days", calendar, starts, new Target(250, TargetUnit.BusinessDays), 0);
        Row(to, "250 business days, 3 pauses", calendar, starts, new Target(250, TargetUnit.BusinessDays), 3);
    }

    private static void Row(TextWriter to, string name, BusinessCalendar calendar, Instant[] starts, Target target, int pauses)
    {
        var paused = starts.Select(start => Enumerable.Range(1, pauses).Select(n => new Interval(start + Duration.FromHours(20 * n), start + Duration.FromHours(20 * n + 5))).ToArray()).ToArray();
        var rounds = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            var none = 0;
            for (var i = 0; i < starts.Length; i++) none += target.DueFrom(starts[i], calendar, paused[i]) is null ? 1 : 0;
            var each = Stopwatch.GetElapsedTime(began).TotalNanoseconds / starts.Length;
            if (none > 0) throw new InvalidOperationException($"{none} starts have no due instant.");
            if (round > 0) rounds.Add(each);
        }

        Say(to, $"{name,-32} {rounds.Order().ElementAt(Rounds / 2),8:0} ns");
    }

    /// <summary>Monday to Friday with lunch, the holidays of São Paulo through ten years.</summary>
    private static CalendarDefinition Office() => HolidayMerge.Apply(
        new CalendarDefinition
        {
            Zone = "America/Sao_Paulo",
            Week = WeekHours.MondayToFriday(new OpenHours(9 * 60, 12 * 60), new OpenHours(13 * 60, 18 * 60)),
        },
        new HolidayChoice { Country = "BR", Region = "SP", Optional = ["carnival_monday", "carnival_tuesday", "ash_wednesday", "corpus_christi"] }, 2026, 2032).Calendar;

    private static void Say(TextWriter to, FormattableString line) => to.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
