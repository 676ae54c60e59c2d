using System.Collections.Frozen;

namespace FunnelGrains.Web.Boards;

/// <summary>The top-level members of a frame's JSON.</summary>
internal static class FrameSections
{
    /// <summary>Those that every patch carries; a patch carries the others only where they changed.</summary>
    public static FrozenSet<string> Always { get; } = FrozenSet.ToFrozenSet(["epoch", "version", "revision"], StringComparer.Ordinal);
}
