using System.Globalization;

namespace FunnelGrains.Testing.Processes;

/// <summary>
/// A machine's time of day that is wrong: Debian's package faketime stands between a host and its system's clock. Stopwatches and timers stay right, as they do on a
/// machine whose clock was set wrongly.
/// </summary>
public static class WrongClock
{
    private const string Folders = "/usr/lib";
    private const string Library = "faketime/libfaketimeMT.so.1";

    /// <summary>Why no clock can be wrong here; null when one can.</summary>
    public static string? Missing => Path is null ? $"No {Library} below {Folders}: Debian's package faketime is not installed." : null;

    private static string? Path { get; } = Directory.Exists(Folders)
        ? Directory.EnumerateDirectories(Folders, "*-linux-*").Select(folder => System.IO.Path.Combine(folder, Library)).FirstOrDefault(File.Exists)
        : null;

    /// <summary>The same launch on a machine whose clock is ahead; behind, where it is negative.</summary>
    public static HostLaunch Off(this HostLaunch launch, TimeSpan by) => launch.Faked().With("FAKETIME", Text(by));

    /// <summary>The same launch on a machine whose clock can be set while it runs.</summary>
    /// <param name="launch">The launch.</param>
    /// <param name="file">What the clock is set by, with <see cref="Set"/>; hosts see a change within a second or two.</param>
    public static HostLaunch SetBy(this HostLaunch launch, string file) =>
        launch.Faked().With("FAKETIME_TIMESTAMP_FILE", file).With("FAKETIME_CACHE_DURATION", "1");

    /// <summary>Sets the clock of all hosts that are set by the file.</summary>
    public static void Set(string file, TimeSpan by)
    {
        // At once, so that no host reads half of it.
        var next = file + ".next";
        File.WriteAllText(next, Text(by) + "\n");
        File.Move(next, file, overwrite: true);
    }

    private static HostLaunch Faked(this HostLaunch launch) => launch
        .With("LD_PRELOAD", Path ?? throw new InvalidOperationException(Missing))
        .With("DONT_FAKE_MONOTONIC", "1")
        .With("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        // What it takes for a fault of old C libraries makes waits on the stopwatch end at once with this one.
        .With("FAKETIME_FORCE_MONOTONIC_FIX", "0")
        .With("FAKETIME_DISABLE_SHM", "1")
        .With("NO_FAKE_STAT", "1");

    private static string Text(TimeSpan by) => by.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture);
}
