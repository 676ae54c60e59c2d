using System.Collections.Immutable;
using Orleans;

namespace FunnelGrains.Abstractions.Displays;

/// <summary>How a wall-board is to look.</summary>
/// <param name="Names">How persons of both teams are named: <c>names</c>, <c>initials</c> or <c>team</c>.</param>
/// <param name="Scenes">Which scenes it shows, in their order; at least one, each once.</param>
/// <param name="Seconds">How long each stays: 20 to 30.</param>
/// <param name="Pinned">The one scene that stays; null: they rotate.</param>
/// <param name="Sound">Whether a win is heard.</param>
/// <param name="Language"><c>pt</c> or <c>en</c>; null: the television's own.</param>
/// <param name="Theme"><c>dark</c>, <c>light</c> or <c>auto</c>.</param>
[GenerateSerializer, Immutable, Alias("fg.displaysettings")]
public sealed record DisplaySettings(string Names, ImmutableArray<string> Scenes, int Seconds, string? Pinned, bool Sound, string? Language, string Theme)
{
    /// <summary>What persons may be shown as; the first is the default.</summary>
    public static ImmutableArray<string> AllNames { get; } = ["initials", "names", "team"];

    /// <summary>The scenes there are.</summary>
    public static ImmutableArray<string> AllScenes { get; } = ["funnel", "goals", "sla", "sources", "today"];

    /// <summary>The themes there are; the first is the default.</summary>
    public static ImmutableArray<string> AllThemes { get; } = ["dark", "light", "auto"];

    /// <summary>The languages there are.</summary>
    public static ImmutableArray<string> AllLanguages { get; } = ["pt", "en"];

    /// <summary>Bounds and default of <see cref="Seconds"/>.</summary>
    public const int FewestSeconds = 20, MostSeconds = 30, UsualSeconds = 24;

    /// <summary>Those of a display for which nothing was chosen.</summary>
    public static DisplaySettings Default { get; } = new("initials", AllScenes, UsualSeconds, null, false, null, "dark");
}
