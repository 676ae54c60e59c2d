using NodaTime;

namespace FunnelGrains.Domain.Goals.Forecasting;

/// <summary>How long a lead has been in its stage, in the groups in which chances are learned: 0, 1, 2–3, 4–7, 8–14, 15–30, 31 and more elapsed days.</summary>
public static class StageAge
{
    private static readonly int[] First = [0, 1, 2, 4, 8, 15, 31];

    /// <summary>How many groups there are.</summary>
    public static int Groups => First.Length;

    /// <summary>The group of an age, from 0.</summary>
    /// <param name="age">Not negative.</param>
    public static int Of(Duration age)
    {
        var group = 0;
        while (group + 1 < First.Length && First[group + 1] <= age.Days) group++;
        return group;
    }

    /// <summary>The least age of a group, inclusive.</summary>
    public static Duration Least(int group) => Duration.FromDays(First[group]);

    /// <summary>The greatest age of a group, exclusive; beyond any lead's age for the last group.</summary>
    public static Duration Most(int group) => Duration.FromDays(group + 1 < First.Length ? First[group + 1] : 1_000_000);
}
