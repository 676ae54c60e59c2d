using NodaTime;

namespace FunnelGrains.Domain.Calendars;

/// <summary>
/// Open time on the line of instants: half-open intervals, opening included, closing not. Immutable and safe for any number of threads.
/// </summary>
/// <remarks>Works in ticks of 100 ns; finer parts of an instant or duration are dropped. The rules are those of <see cref="CalendarDefinition"/>'s zone in the tz database of <see cref="ZoneDatabase"/>.</remarks>
public sealed class BusinessCalendar
{
    /// <summary>How far from its start a target may fall due, in elapsed time: two years, a leap day among them.</summary>
    public static readonly Duration Reach = Duration.FromDays(731);

    private static readonly long ReachTicks = (long)Reach.TotalTicks;

    private static readonly long LastTicks = Instant.MaxValue.ToUnixTimeTicks();

    private readonly OpenTimeTable table;

    /// <summary>Builds the calendar; its open time is worked out when it is first asked for, half a year at a time.</summary>
    /// <exception cref="ArgumentException">The definition is not valid; <see cref="CalendarDefinition.Validate"/> tells beforehand.</exception>
    public BusinessCalendar(CalendarDefinition definition)
    {
        if (definition.Validate() is [var error, ..])
        {
            throw new ArgumentException($"The calendar is not valid: {error.Pointer} {error.Message}.", nameof(definition));
        }
        Definition = definition;
        Zone = ZoneDatabase.TryFind(definition.Zone, out var zone) ? zone : throw new InvalidOperationException("A checked zone is gone.");
        table = new OpenTimeTable(new OpenTimeChunkBuilder(Zone, definition));
    }

    /// <summary>What the calendar was built from.</summary>
    public CalendarDefinition Definition { get; }

    /// <summary>The zone of its local dates.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>A calendar that never closes; its dates are those of the given zone.</summary>
    /// <param name="zone">An IANA name.</param>
    /// <exception cref="ArgumentException">There is no such zone.</exception>
    public static BusinessCalendar Always(string zone = "UTC") =>
        new(new CalendarDefinition { Zone = zone, Week = WeekHours.EveryDay(OpenHours.WholeDay) });

    /// <summary>The open time between two instants; zero when the second is not later than the first.</summary>
    public Duration Between(Instant a, Instant b) => Duration.FromTicks(OpenTicks(a.ToUnixTimeTicks(), b.ToUnixTimeTicks()));

    /// <summary>The instant at which so much open time has passed since the start; within or at the end of open time, so time that runs out exactly at closing ends at the closing.</summary>
    /// <param name="start">Open or not; outside open time counting begins with the next opening.</param>
    /// <param name="open">Not negative; zero gives the start itself.</param>
    /// <returns>Null when it would end more than <see cref="Reach"/> after the start.</returns>
    public Instant? Add(Instant start, Duration open)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(open, Duration.Zero);
        if (open > Reach)
        {
            return null;
        }
        var from = start.ToUnixTimeTicks();
        var left = open.BclCompatibleTicks;
        return left == 0 ? start : ToInstant(AddTicks(from, left, LimitOf(from)));
    }

    /// <summary>Whether the instant lies in open time; the closing instant does not.</summary>
    public bool IsOpen(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        var chunk = table.Chunk(OpenTimeTable.IndexOf(ticks), out var shift);
        return chunk.IsOpen(ticks - shift);
    }

    /// <summary>From when time counts: the instant itself when it is open, else the next opening; null when none comes within <see cref="Reach"/>.</summary>
    public Instant? NextOpening(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        var limit = LimitOf(ticks);
        for (var index = OpenTimeTable.IndexOf(ticks); OpenTimeTable.StartOf(index) <= limit; index++)
        {
            if (table.Chunk(index, out var shift).NextOpening(ticks - shift) is { } opening)
            {
                return ToInstant(opening + shift <= limit ? opening + shift : null);
            }
        }
        return null;
    }

    /// <summary>
    /// The open time from a start to the end of N business days: the last closing of the Nth open date after the local date of the effective start (<see cref="NextOpening"/>).
    /// </summary>
    /// <param name="start">Open or not.</param>
    /// <param name="days">At least 1.</param>
    /// <returns>Null when those days end more than <see cref="Reach"/> after the start.</returns>
    public Duration? OpenTimeOfBusinessDays(Instant start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        if (NextOpening(start) is not { } effective)
        {
            return null;
        }
        var from = start.ToUnixTimeTicks();
        var limit = LimitOf(from);
        var (index, day) = OpenTimeTable.Locate(LocalDay(effective) + 1);
        var chunk = table.Chunk(index, out var shift);
        var rank = chunk.OpenDatesBefore(day) + days - 1;
        while (rank >= chunk.OpenDates)
        {
            rank -= chunk.OpenDates;
            if (OpenTimeTable.StartOf(++index) > limit + NodaConstants.TicksPerDay)
            {
                return null;
            }
            chunk = table.Chunk(index, out shift);
        }
        var closing = chunk.ClosingOf(rank) + shift;
        return closing <= limit ? Duration.FromTicks(OpenTicks(from, closing)) : null;
    }

    /// <summary>How many open dates are left up to a last day: from today while open time remains today, else from tomorrow.</summary>
    /// <param name="now">Its local date in the calendar's zone is today.</param>
    /// <param name="lastDay">The last local date, itself included.</param>
    public int OpenDatesLeft(Instant now, LocalDate lastDay)
    {
        var today = LocalDay(now);
        var lastOfAll = OpenTimeTable.DayOf(lastDay);
        if (lastOfAll < today)
        {
            return 0;
        }
        var (index, day) = OpenTimeTable.Locate(today);
        var chunk = table.Chunk(index, out var shift);
        var rank = chunk.OpenDatesBefore(day);
        var openToday = chunk.OpenDatesBefore(day + 1) > rank;
        var count = openToday && chunk.ClosingOf(rank) + shift <= now.ToUnixTimeTicks() ? -1 : 0;
        count -= rank;
        var (lastIndex, last) = OpenTimeTable.Locate(lastOfAll);
        for (; index < lastIndex; index++)
        {
            count += table.Chunk(index, out _).OpenDates;
        }
        return count + table.Chunk(lastIndex, out _).OpenDatesBefore(last + 1);
    }

    /// <summary>The open time of a span in order; an interval that touches it comes whole, and may come in two pieces.</summary>
    internal IEnumerable<Interval> Pieces(Instant from, Instant to)
    {
        for (var index = OpenTimeTable.IndexOf(from.ToUnixTimeTicks()); OpenTimeTable.StartOf(index) <= to.ToUnixTimeTicks(); index++)
        {
            var chunk = table.Chunk(index, out var shift);
            for (var i = 0; i < chunk.Count; i++)
            {
                var piece = new Interval(Instant.FromUnixTimeTicks(chunk[i].Open + shift), Instant.FromUnixTimeTicks(chunk[i].Close + shift));
                if (piece.End >= from && piece.Start <= to) yield return piece;
            }
        }
    }

    private long LocalDay(Instant at) => OpenTimeTable.DayOf(at.ToUnixTimeTicks() + Zone.GetUtcOffset(at).Ticks);

    private static long LimitOf(long start) => Math.Min(start + ReachTicks, LastTicks);

    private long OpenTicks(long from, long to)
    {
        if (to <= from)
        {
            return 0;
        }
        var first = OpenTimeTable.IndexOf(from);
        var last = OpenTimeTable.IndexOf(to);
        var chunk = table.Chunk(first, out var shift);
        var open = -chunk.OpenBefore(from - shift);
        for (var index = first; index < last; index++)
        {
            open += table.Chunk(index, out _).Total;
        }
        chunk = table.Chunk(last, out shift);
        return open + chunk.OpenBefore(to - shift);
    }

    private long? AddTicks(long from, long left, long limit)
    {
        var index = OpenTimeTable.IndexOf(from);
        var chunk = table.Chunk(index, out var shift);
        left += chunk.OpenBefore(from - shift);
        while (left > chunk.Total)
        {
            left -= chunk.Total;
            if (OpenTimeTable.StartOf(++index) >= limit)
            {
                return null;
            }
            chunk = table.Chunk(index, out shift);
        }
        var end = chunk.InstantOf(left) + shift;
        return end <= limit ? end : null;
    }

    private static Instant? ToInstant(long? ticks) => ticks is { } value ? Instant.FromUnixTimeTicks(value) : null;
}
