using System.Diagnostics;
using FunnelGrains.Domain;

namespace FunnelGrains.Grains;

/// <summary>
/// How one trace leads from a POST to the frame that shows it. A batch belongs to all the calls in it: its spans hang from the first that is traced, and link the
/// others. What runs behind calls belongs to no trace, and the calls it makes of leads, hundreds a batch, must not begin one each.
/// </summary>
internal static class Tracing
{
    private static readonly ActivitySource Source = new(Telemetry.Name);

    /// <summary>Where the current call stands; default when it is not traced.</summary>
    public static ActivityContext Here => Activity.Current is { Recorded: true } here ? here.Context : default;

    /// <summary>Leaves the trace of whoever happened to start it: to be called first by what runs on for ever. Its own calls are not recorded.</summary>
    public static void Leave()
    {
        if (Activity.Current is not null || Source.HasListeners())
            Activity.Current = new Activity("background") { ActivityTraceFlags = ActivityTraceFlags.None }.SetIdFormat(ActivityIdFormat.W3C).Start();
    }

    /// <summary>A span of what was just done.</summary>
    /// <param name="name">What.</param>
    /// <param name="of">For whom; nothing is done where nobody is traced.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="rows">Of how many rows.</param>
    /// <returns>Where it stands; default when nobody is traced.</returns>
    public static ActivityContext Done(string name, in TracedCalls of, TimeSpan took, int rows)
    {
        if (!of.Any) return default;
        using var span = Source.StartActivity(
            ActivityKind.Internal, of.First, links: of.Others?.Select(other => new ActivityLink(other)), startTime: TimeProvider.System.GetUtcNow() - took, name: name);
        span?.SetTag("funnelgrains.rows", rows);
        return span?.Context ?? of.First;
    }

    /// <summary>Begins a span under one that stands elsewhere; null where that is not traced. What is called before its end is part of it.</summary>
    public static Activity? Begin(string name, in ActivityContext under) =>
        under == default ? null : Source.StartActivity(name, ActivityKind.Producer, under);
}

/// <summary>The traced calls of a batch.</summary>
internal struct TracedCalls
{
    private const int MostLinks = 16;

    /// <summary>The first; default when there is none.</summary>
    public ActivityContext First { get; private set; }

    /// <summary>The others, at most 16; null when there are none.</summary>
    public List<ActivityContext>? Others { get; private set; }

    /// <summary>Whether there is one.</summary>
    public readonly bool Any => First != default;

    /// <summary>Adds a call's; default changes nothing.</summary>
    public void Add(in ActivityContext call)
    {
        if (call == default) return;
        if (First == default) First = call;
        else if ((Others ??= []).Count < MostLinks) Others.Add(call);
    }
}
