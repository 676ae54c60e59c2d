using System.Collections.Concurrent;
using FunnelGrains.Domain.Calendars;
using NodaTime;

namespace FunnelGrains.Domain.Tests.Calendars;

/// <summary>
/// The same rules, slow and obvious: a window of whole minutes, each with what the local clock shows, each open or not.
/// Nothing is shared with the calendar but the definition and the zone's offset at an instant.
/// </summary>
internal sealed class MinuteReference
{
    private const int MarginDays = 3;

    private static readonly LocalDateTime Epoch = new(1970, 1, 1, 0, 0);
    private static readonly ConcurrentDictionary<(string Zone, Instant Origin, int Minutes), long[]> Clocks = new();

    private readonly Instant origin;
    private readonly long[] clock;
    private readonly bool[] open;
    private readonly SortedDictionary<LocalDate, Instant> closings = [];

    /// <summary>Open time is known from <paramref name="first"/> to <paramref name="last"/>; the local clock some days further.</summary>
    public MinuteReference(CalendarDefinition definition, LocalDate first, LocalDate last)
    {
        origin = first.PlusDays(-MarginDays).AtMidnight().InUtc().ToInstant();
        var minutes = (Period.DaysBetween(first, last) + 2 * MarginDays) * 1440;
        clock = Clocks.GetOrAdd((definition.Zone, origin, minutes), _ => ReadClock(definition.Zone, minutes));
        open = new bool[minutes];
        for (var date = first.PlusDays(-2); date < last.PlusDays(2); date = date.PlusDays(1))
        {
            OpenDate(definition, date);
        }
        (First, Last) = (MarginDays * 1440, minutes - MarginDays * 1440);
    }

    /// <summary>The first minute whose openness is known, and the first that is not.</summary>
    public int First { get; }

    /// <inheritdoc cref="First"/>
    public int Last { get; }

    /// <summary>The open minutes of the window.</summary>
    public int[] OpenMinutes => [.. Enumerable.Range(First, Last - First).Where(IsOpen)];

    public Instant InstantOf(int minute) => origin + Duration.FromMinutes(minute);

    public bool IsOpen(int minute) => open[minute];

    public bool IsOpening(int minute) => open[minute] && !open[minute - 1];

    public LocalDate DateOf(int minute) => Epoch.PlusMinutes(clock[minute]).Date;

    public int Between(int a, int b, Func<int, bool>? paused = null) =>
        Enumerable.Range(a, Math.Max(0, b - a)).Count(minute => open[minute] && !(paused?.Invoke(minute) ?? false));

    /// <returns>Null when it ends outside the window.</returns>
    public int? Add(int start, int target, Func<int, bool>? paused = null)
    {
        var minute = start;
        for (var left = target; left > 0; minute++)
        {
            if (minute >= Last)
            {
                return null;
            }
            left -= open[minute] && !(paused?.Invoke(minute) ?? false) ? 1 : 0;
        }
        return minute;
    }

    public int? NextOpening(int minute) => Enumerable.Range(minute, Last - minute).Select(at => (int?)at).FirstOrDefault(at => open[at!.Value]);

    /// <summary>The closing of the Nth open date after that of the effective start; null outside the window.</summary>
    public Instant? EndOfBusinessDays(int start, int days)
    {
        if (NextOpening(start) is not { } effective)
        {
            return null;
        }
        var end = closings.Where(entry => entry.Key > DateOf(effective)).Skip(days - 1).Select(entry => (Instant?)entry.Value).FirstOrDefault();
        return end <= InstantOf(Last) ? end : null;
    }

    public int OpenDatesLeft(int now, LocalDate lastDay) =>
        closings.Count(entry => entry.Key >= DateOf(now) && entry.Key <= lastDay && (entry.Key > DateOf(now) || entry.Value > InstantOf(now)));

    private void OpenDate(CalendarDefinition definition, LocalDate date)
    {
        var replaced = definition.Exceptions.FirstOrDefault(exception => exception.Date == date);
        foreach (var hours in replaced?.Hours ?? definition.Week[date.DayOfWeek])
        {
            var from = FirstAtOrAfter(Midnight(date) + hours.Open);
            var to = hours.Close == OpenHours.EndOfDay
                ? FirstAtOrAfter(Midnight(date) + 1440)
                : LastAt(Midnight(date) + hours.Close);
            if (from >= to)
            {
                continue;
            }
            Array.Fill(open, true, from, to - from);
            var closing = InstantOf(to);
            closings[date] = closings.TryGetValue(date, out var other) ? Instant.Max(other, closing) : closing;
        }
    }

    private static long Midnight(LocalDate date) => Period.DaysBetween(Epoch.Date, date) * 1440L;

    /// <summary>What the local clock shows at each minute, in minutes since 1970-01-01T00:00 on its own face.</summary>
    private long[] ReadClock(string zone, int minutes)
    {
        var offsets = DateTimeZoneProviders.Tzdb[zone];
        return [.. Enumerable.Range(0, minutes).Select(minute => InstantOf(minute)).Select(at => (at.ToUnixTimeSeconds() + offsets.GetUtcOffset(at).Seconds) / 60)];
    }

    /// <summary>The minute at which the local clock first shows this time or, where it is skipped, a later one.</summary>
    private int FirstAtOrAfter(long local)
    {
        var minute = (int)Math.Max(0, local - (long)(origin - NodaConstants.UnixEpoch).TotalMinutes - MarginDays * 1440);
        while (clock[minute] < local)
        {
            minute++;
        }
        return minute;
    }

    /// <summary>The minute at which the local clock last shows this time or, where it is skipped, first shows a later one.</summary>
    private int LastAt(long local)
    {
        var first = FirstAtOrAfter(local);
        return first + Math.Max(0, clock.AsSpan(first, Math.Min(MarginDays * 1440, clock.Length - first)).LastIndexOf(local));
    }
}
