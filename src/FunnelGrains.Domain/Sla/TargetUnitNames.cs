using System.Collections.Immutable;

namespace FunnelGrains.Domain.Sla;

/// <summary>The units' names in JSON.</summary>
public static class TargetUnitNames
{
    /// <summary>All names, in the order of <see cref="TargetUnit"/>.</summary>
    public static ImmutableArray<string> All { get; } =
        ["business_minutes", "business_hours", "business_days", "elapsed_minutes", "elapsed_hours", "elapsed_days"];

    /// <summary>The name of a unit.</summary>
    public static string Of(TargetUnit unit) =>
        Enum.IsDefined(unit) ? All[(int)unit] : throw new ArgumentOutOfRangeException(nameof(unit), unit, "Not a unit of time.");

    /// <summary>The unit of a name; names are exact.</summary>
    public static bool TryParse(string? name, out TargetUnit unit)
    {
        var index = name is null ? -1 : All.IndexOf(name);
        unit = (TargetUnit)Math.Max(index, 0);
        return index >= 0;
    }
}
