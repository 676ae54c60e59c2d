using NodaTime;

namespace FunnelGrains.Domain.Calendars;

/// <summary>
/// All open time of one calendar, from the first to the last instant there is, built in chunks when they are first asked for and read without locks.
/// </summary>
/// <remarks>
/// A chunk is 27 weeks, because 773 of them are the 400 years after which the Gregorian calendar repeats itself, weekdays included. Before 1800 every zone
/// keeps its mean local time and after 2200 its last rule, and no exception is dated there; so outside 1400 to 2600 the chunk of another cycle serves,
/// shifted by whole cycles, and the table is bounded whatever dates it is asked about.
/// </remarks>
internal sealed class OpenTimeTable(OpenTimeChunkBuilder builder)
{
    internal const int ChunkDays = 27 * 7;
    private const int CycleChunks = 773;
    private const long ChunkTicks = ChunkDays * NodaConstants.TicksPerDay;
    private const long CycleTicks = CycleChunks * ChunkTicks;

    private static readonly LocalDate Origin = new(1800, 1, 1);
    private static readonly long OriginTicks = Origin.AtMidnight().InUtc().ToInstant().ToUnixTimeTicks();

    /// <summary>The chunks of the cycle before 1800, of 1800 to 2200, and of the one after.</summary>
    private readonly OpenTimeChunk?[]?[] cycles = [null, new OpenTimeChunk?[CycleChunks], null];

    /// <summary>The number of the chunk that holds an instant; negative before 1800.</summary>
    internal static long IndexOf(long ticks) => FloorDivide(ticks - OriginTicks, ChunkTicks);

    /// <summary>The first instant of a chunk, in Unix ticks.</summary>
    internal static long StartOf(long index) => OriginTicks + index * ChunkTicks;

    /// <summary>A local date as a day number, 0 on 1800-01-01.</summary>
    internal static long DayOf(LocalDate date) => Period.DaysBetween(Origin, date);

    /// <summary>The day number of local ticks (Unix ticks plus the zone's offset).</summary>
    internal static long DayOf(long localTicks) => FloorDivide(localTicks - OriginTicks, NodaConstants.TicksPerDay);

    /// <summary>The number of the chunk that holds a local date, and the date's place in it.</summary>
    internal static (long Index, int Place) Locate(long day)
    {
        var index = FloorDivide(day, ChunkDays);
        return (index, (int)(day - index * ChunkDays));
    }

    /// <summary>A chunk, and by how many ticks its instants are to be moved later.</summary>
    internal OpenTimeChunk Chunk(long index, out long shift)
    {
        var cycle = FloorDivide(index, CycleChunks);
        var served = Math.Clamp(cycle, -1, 1);
        shift = (cycle - served) * CycleTicks;
        var slot = (int)(index - cycle * CycleChunks);
        var chunks = cycles[served + 1] ?? OpenCycle(served);
        return Volatile.Read(ref chunks[slot]) ?? Fill(chunks, slot, served);
    }

    private OpenTimeChunk?[] OpenCycle(long served)
    {
        ref var place = ref cycles[served + 1];
        Interlocked.CompareExchange(ref place, new OpenTimeChunk?[CycleChunks], null);
        return place!;
    }

    /// <summary>Two threads may build the same chunk; both are right, and the first stays.</summary>
    private OpenTimeChunk Fill(OpenTimeChunk?[] chunks, int slot, long served)
    {
        var chunk = builder.Build(Origin.PlusDays((int)(served * CycleChunks + slot) * ChunkDays), ChunkDays);
        return Interlocked.CompareExchange(ref chunks[slot], chunk, null) ?? chunk;
    }

    private static long FloorDivide(long value, long divisor)
    {
        var quotient = value / divisor;
        return value % divisor < 0 ? quotient - 1 : quotient;
    }
}
