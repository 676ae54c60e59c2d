namespace FunnelGrains.Browser.Tests.Browsing;

/// <summary>What a board is looked at with.</summary>
/// <param name="Name">For files and the names of tests.</param>
/// <param name="Width">In CSS pixels.</param>
/// <param name="Height">In CSS pixels.</param>
public sealed record Screen(string Name, int Width, int Height)
{
    public static readonly Screen FullHd = new("1920x1080", 1920, 1080);
    public static readonly Screen Hd = new("1280x720", 1280, 720);
    public static readonly Screen UltraHd = new("3840x2160", 3840, 2160);
    public static readonly Screen Portrait = new("1080x1920", 1080, 1920);
    public static readonly Screen Phone = new("390x844", 390, 844);

    /// <summary>Those that hang on a wall: nobody scrolls there.</summary>
    public static readonly IReadOnlyList<Screen> Televisions = [FullHd, Hd, UltraHd];

    public static readonly IReadOnlyList<Screen> All = [FullHd, Hd, UltraHd, Portrait, Phone];

    public override string ToString() => Name;
}
