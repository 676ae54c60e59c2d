namespace FunnelGrains.Host.Demo;

/// <summary>Chance that is the same for the same seed, on every machine and runtime (SplitMix64). Not thread-safe.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>Dice of their own for one part of the whole, whatever was thrown before.</summary>
    public static Dice For(ulong seed, long part, long index = 0) =>
        new(Mix(Mix(seed + 0x9E3779B97F4A7C15UL * (ulong)part) ^ (0xD1B54A32D192ED03UL * (ulong)(index + 1))));

    /// <summary>Even over 0 (inclusive) to 1 (exclusive).</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Even over <paramref name="least"/> (inclusive) to <paramref name="most"/> (exclusive).</summary>
    public double Between(double least, double most) => least + Next() * (most - least);

    /// <summary>Even over the whole numbers 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(Next() * count);

    /// <summary>True with that probability.</summary>
    public bool Chance(double probability) => Next() < probability;

    /// <summary>One of them, all alike.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>One of them, by weight.</summary>
    public T Pick<T>(IReadOnlyList<T> items, Func<T, double> weight)
    {
        var left = Next() * items.Sum(weight);
        foreach (var item in items)
        {
            left -= weight(item);
            if (left < 0)
            {
                return item;
            }
        }
        return items[^1];
    }

    /// <summary>Standard normal (Box and Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());

    /// <summary>Log-normal with that median; a <paramref name="spread"/> of 1 gives two thirds between median ÷ e and median × e.</summary>
    public double Around(double median, double spread) => median * Math.Exp(spread * Normal());

    /// <summary>Poisson with that mean, as counts of independent arrivals are.</summary>
    public int Arrivals(double mean)
    {
        // By exponential gaps: exact, and fast enough for the tens of a day.
        var count = 0;
        for (var left = mean + Math.Log(1 - Next()); left > 0; left += Math.Log(1 - Next()))
        {
            count++;
        }
        return count;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private ulong NextBits() => Mix(state += 0x9E3779B97F4A7C15UL);
}
