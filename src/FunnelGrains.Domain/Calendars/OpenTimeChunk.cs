namespace FunnelGrains.Domain.Calendars;

/// <summary>The open time of 27 weeks, ready for binary search. Immutable, so that any thread may read it.</summary>
/// <param name="opens">Openings, ascending, in Unix ticks; the intervals are disjoint, not adjacent, and cut at the chunk's ends.</param>
/// <param name="closes">The closing of each.</param>
/// <param name="before">Open ticks of the chunk before each opening.</param>
/// <param name="total">Open ticks of the whole chunk.</param>
/// <param name="openDatesBefore">How many of the chunk's local dates before the k-th are open; one more entry than there are dates.</param>
/// <param name="closings">The last closing of each open date, ascending, in Unix ticks.</param>
internal sealed class OpenTimeChunk(long[] opens, long[] closes, long[] before, long total, int[] openDatesBefore, long[] closings)
{
    internal long Total => total;

    internal int OpenDates => closings.Length;

    /// <summary>How many intervals there are.</summary>
    internal int Count => opens.Length;

    /// <summary>An interval by its place, from 0.</summary>
    internal (long Open, long Close) this[int place] => (opens[place], closes[place]);

    /// <summary>Open ticks of the chunk before an instant.</summary>
    internal long OpenBefore(long ticks)
    {
        var i = LastAtOrBefore(opens, ticks);
        return i < 0 ? 0 : before[i] + (Math.Min(ticks, closes[i]) - opens[i]);
    }

    /// <summary>The instant at which so many of the chunk's open ticks have passed; a closing rather than the opening after it.</summary>
    /// <param name="open">More than 0 and at most <see cref="Total"/>.</param>
    internal long InstantOf(long open)
    {
        var i = LastAtOrBefore(before, open - 1);
        return opens[i] + (open - before[i]);
    }

    internal bool IsOpen(long ticks)
    {
        var i = LastAtOrBefore(opens, ticks);
        return i >= 0 && ticks < closes[i];
    }

    /// <summary>The instant itself when it is open, else the next opening in this chunk; null when there is none.</summary>
    internal long? NextOpening(long ticks)
    {
        var i = LastAtOrBefore(opens, ticks);
        if (i >= 0 && ticks < closes[i])
        {
            return ticks;
        }
        return i + 1 < opens.Length ? opens[i + 1] : null;
    }

    /// <summary>How many open dates the chunk has before its k-th local date.</summary>
    internal int OpenDatesBefore(int k) => openDatesBefore[k];

    /// <summary>The last closing of the chunk's open date of that rank, from 0.</summary>
    internal long ClosingOf(int rank) => closings[rank];

    private static int LastAtOrBefore(long[] ascending, long value)
    {
        int low = 0, high = ascending.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (ascending[middle] <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low - 1;
    }
}
