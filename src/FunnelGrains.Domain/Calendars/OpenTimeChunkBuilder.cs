using NodaTime;

namespace FunnelGrains.Domain.Calendars;

/// <summary>Builds the chunks of one calendar: each local date's hours into instants, empty ones dropped, then the union of all.</summary>
internal sealed class OpenTimeChunkBuilder
{
    /// <summary>No zone is further from UTC than this, nor does one ever jump further.</summary>
    private const int MarginDays = 2;

    private readonly DateTimeZone zone;
    private readonly OpenHours[][] week = new OpenHours[7][];
    private readonly Dictionary<LocalDate, OpenHours[]> exceptions;

    internal OpenTimeChunkBuilder(DateTimeZone zone, CalendarDefinition definition)
    {
        this.zone = zone;
        foreach (var (_, day) in CalendarRules.Weekdays)
        {
            week[(int)day - 1] = Ascending(definition.Week[day]);
        }
        exceptions = definition.Exceptions.ToDictionary(exception => exception.Date, exception => Ascending(exception.Hours));
    }

    /// <param name="firstDate">The first local date, and the chunk's first instant is midnight UTC of the same date.</param>
    /// <param name="days">How many.</param>
    internal OpenTimeChunk Build(LocalDate firstDate, int days)
    {
        var start = firstDate.AtMidnight().InUtc().ToInstant().ToUnixTimeTicks();
        var end = start + days * NodaConstants.TicksPerDay;
        var union = new Union(start, end);
        var openDatesBefore = new int[days + 1];
        var closings = new List<long>(days);
        for (var k = -MarginDays; k < days + MarginDays; k++)
        {
            var closing = AddDate(firstDate.PlusDays(k), union);
            if (k < 0 || k >= days)
            {
                continue;
            }
            if (closing is { } at)
            {
                closings.Add(at);
            }
            openDatesBefore[k + 1] = closings.Count;
        }
        return union.ToChunk(openDatesBefore, [.. closings]);
    }

    /// <returns>The date's last closing; null when it keeps no open time.</returns>
    private long? AddDate(LocalDate date, Union union)
    {
        long? closing = null;
        foreach (var hours in exceptions.GetValueOrDefault(date) ?? week[(int)date.DayOfWeek - 1])
        {
            var open = LocalEnds.Opening(zone, date, hours.Open).ToUnixTimeTicks();
            var close = LocalEnds.Closing(zone, date, hours.Close).ToUnixTimeTicks();
            if (open < close)
            {
                union.Add(open, close);
                closing = Math.Max(close, closing ?? close);
            }
        }
        return closing;
    }

    private static OpenHours[] Ascending(IEnumerable<OpenHours> hours) => [.. hours.OrderBy(entry => entry.Open)];

    /// <summary>Intervals that arrive by ascending opening, joined where they touch or overlap, cut at the chunk's ends.</summary>
    private sealed class Union(long start, long end)
    {
        private readonly List<long> opens = [], closes = [];

        internal void Add(long open, long close)
        {
            open = Math.Max(open, start);
            close = Math.Min(close, end);
            if (open >= close)
            {
                return;
            }
            if (closes.Count > 0 && open <= closes[^1])
            {
                closes[^1] = Math.Max(closes[^1], close);
                return;
            }
            opens.Add(open);
            closes.Add(close);
        }

        internal OpenTimeChunk ToChunk(int[] openDatesBefore, long[] closings)
        {
            var before = new long[opens.Count];
            var total = 0L;
            for (var i = 0; i < before.Length; i++)
            {
                before[i] = total;
                total += closes[i] - opens[i];
            }
            return new OpenTimeChunk([.. opens], [.. closes], before, total, openDatesBefore, closings);
        }
    }
}
