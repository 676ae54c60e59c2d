using System.Globalization;
using FunnelGrains.Sdk;

namespace FunnelGrains.Cli.Tailing;

/// <summary>What moved between two frames, in words.</summary>
internal static class BoardDifference
{
    /// <returns>Null when no count moved.</returns>
    public static string? Say(BoardFrame before, BoardFrame after)
    {
        var was = before.Stages.ToDictionary(stage => stage.Key, StringComparer.Ordinal);
        var stages = after.Stages.SelectMany(stage => Stage(was.GetValueOrDefault(stage.Key) ?? stage with { Now = 0, Entered = 0 }, stage));
        var (a, b) = (before.Totals, after.Totals);
        string?[] totals =
        [
            Moved("captured", a.Captured, b.Captured),
            Moved("won", a.Won, b.Won),
            Moved("lost", a.Lost, b.Lost),
            Moved("rejected", a.Rejected, b.Rejected),
            Moved("touches", a.Touches, b.Touches),
            Moved("breaches open", a.BreachesOpen, b.BreachesOpen),
        ];
        var all = stages.Concat(totals).OfType<string>().ToList();
        return all.Count == 0 ? null : string.Join(", ", all);
    }

    private static IEnumerable<string?> Stage(BoardStage before, BoardStage after) =>
        [Moved($"{after.Key} now", before.Now, after.Now), Moved($"{after.Key} entered", before.Entered, after.Entered)];

    private static string? Moved(string what, long before, long after) => before == after
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{what} {after:N0} ({after - before:+#,0;-#,0})");
}
