using System.Diagnostics;
using System.Globalization;

namespace FunnelGrains.Cluster.Tests.Chaos;

/// <summary>The figures of a run, for its report.</summary>
internal static class ChaosTable
{
    private static readonly (FaultKind Kind, double? Bar)[] Rows =
    [
        (FaultKind.KillSilo, 4), (FaultKind.TerminateSilo, 0.5), (FaultKind.FreezeSilo, 5), (FaultKind.KillWeb, null), (FaultKind.RestartDatabase, null),
        (FaultKind.KillAllSilos, 20),
    ];

    /// <summary>The bars that were missed, in words.</summary>
    public static IEnumerable<string> Missed(IReadOnlyList<FaultDone> faults) => faults.Where(IsTimed).SelectMany(fault => Missed(fault)
        .Select(why => string.Create(CultureInfo.InvariantCulture, $"fault {fault.Number} ({fault.Fault.Kind}): {why}")));

    /// <summary>One line a fault.</summary>
    public static string Line(FaultDone fault, long begun) => string.Create(
        CultureInfo.InvariantCulture,
        $"{fault.Number,3} {Stopwatch.GetElapsedTime(begun, fault.At).TotalSeconds,7:0.0} s  {fault.Fault.Kind,-15} node {fault.Fault.Node + 1} for {fault.Fault.For.TotalSeconds,4:0.0} s: longest wait {Seconds(fault.Longest)} (shard {fault.Longest?.Shard}, from {Begins(fault):0.0} s on), {fault.Failures.Count,3} failed attempts{First(fault)}, calm after {fault.Calm.TotalSeconds,5:0.0} s, load {fault.Load}{Still(fault)}");

    /// <summary>One line a kind of fault.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<FaultDone> faults)
    {
        yield return "fault            times  longest wait of a shard: median   worst     bar   failed attempts";
        foreach (var (kind, bar) in Rows)
        {
            var waits = faults.Where(fault => fault.Fault.Kind == kind && IsTimed(fault)).Select(fault => fault.Longest?.Length.TotalSeconds ?? 0).Order().ToList();
            if (waits.Count == 0) continue;
            var failed = faults.Where(fault => fault.Fault.Kind == kind).Sum(fault => fault.Failures.Count);
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{kind,-16} {waits.Count,5}                  {waits[waits.Count / 2],14:0.00} s {waits[^1],6:0.00} s {bar,5} s {failed,10}");
        }
    }

    private static IEnumerable<string> Missed(FaultDone fault)
    {
        var bar = Rows.Single(row => row.Kind == fault.Fault.Kind).Bar;
        if (fault.Longest?.Length.TotalSeconds is { } wait && wait > bar) yield return string.Create(CultureInfo.InvariantCulture, $"a shard's posts waited {wait:0.00} s, the bar is {bar} s");
        if (fault.Fault.Kind == FaultKind.TerminateSilo && fault.Failures.Count > 0) yield return $"{fault.Failures.Count} attempts failed{First(fault)}";
    }

    // A machine, or somebody on it, may hold the whole test for a while (SIGSTOP, a virtual machine that is moved).
    private static bool IsTimed(FaultDone fault) => fault.StoodStill == TimeSpan.Zero;

    private static string Still(FaultDone fault) => IsTimed(fault) ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; not timed: the test itself stood still for {fault.StoodStill.TotalSeconds:0.0} s");

    // How long after the fault.
    private static double Begins(FaultDone fault) => fault.Longest is { } gap ? (gap.From - fault.At) / (double)Stopwatch.Frequency : 0;

    private static string Seconds(Gap? gap) => string.Create(CultureInfo.InvariantCulture, $"{gap?.Length.TotalSeconds ?? 0,5:0.00} s");

    private static string First(FaultDone fault) => fault.Failures.Count == 0 ? "" : $" ({fault.Failures[0].Node}: {fault.Failures[0].Why})";
}
