using FunnelGrains.Domain.Sla;
using NodaTime;
using NodaTime.Text;

namespace FunnelGrains.Domain.Calendars;

/// <summary>Whether a promise falls due within <see cref="BusinessCalendar.Reach"/> whenever its clock may start.</summary>
public static class TargetFit
{
    /// <summary>After the last exception the week repeats itself, and the zone's rules every year.</summary>
    private static readonly Duration Round = Duration.FromDays(400);

    /// <summary>Exceptions further off than this are not looked at.</summary>
    private static readonly Duration Furthest = Duration.FromDays(3_653);

    /// <summary>What is wrong with a target in a calendar; empty when it fits.</summary>
    /// <param name="target">Valid in itself.</param>
    /// <param name="calendar">The clause's calendar.</param>
    /// <param name="from">When the version takes force: clocks start from here on.</param>
    /// <param name="at">JSON pointer of the target in the document that holds it.</param>
    public static IReadOnlyList<FieldError> Check(Target target, BusinessCalendar calendar, Instant from, string at = "")
    {
        if (FirstMiss(target, calendar, from) is not { } start) return [];
        var local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(start.InZone(calendar.Zone).LocalDateTime);
        return [new(at, $"does not fit within two years of a start at {local} in its calendar")];
    }

    /// <summary>The first start from which the target does not run out in time; null when there is none.</summary>
    /// <param name="target">Valid in itself; elapsed units always fit.</param>
    /// <param name="calendar">The clause's calendar.</param>
    /// <param name="from">No start before it is tried.</param>
    public static Instant? FirstMiss(Target target, BusinessCalendar calendar, Instant from)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(calendar);
        if (!target.CountsOpenTime) return null;
        foreach (var start in WorstStarts(calendar, from, LastStart(calendar, from)).Order())
            if (target.DueFrom(start, calendar) is null) return start;
        return null;
    }

    /// <summary>
    /// The open time of the two years after a start shrinks as the start moves through open time and grows as their end does, so it is least at a closing, or where the end comes to an opening.
    /// Business days depend on the start's local date too: the first instant of each is its worst.
    /// </summary>
    private static IEnumerable<Instant> WorstStarts(BusinessCalendar calendar, Instant from, Instant to)
    {
        yield return from;
        foreach (var piece in calendar.Pieces(from, to))
            if (piece.End >= from && piece.End <= to) yield return piece.End;
        foreach (var piece in calendar.Pieces(from + BusinessCalendar.Reach, to + BusinessCalendar.Reach))
            if (piece.Start - BusinessCalendar.Reach is var start && start >= from && start <= to) yield return start;
        for (var date = from.InZone(calendar.Zone).Date.PlusDays(1); LocalEnds.StartOf(calendar.Zone, date) is var midnight && midnight <= to; date = date.PlusDays(1))
            yield return midnight;
    }

    private static Instant LastStart(BusinessCalendar calendar, Instant from)
    {
        var last = calendar.Definition.Exceptions.Select(exception => LocalEnds.StartOf(calendar.Zone, exception.Date.PlusDays(1))).Append(from).Max();
        return Instant.Min(last, from + Furthest) + Round;
    }
}
