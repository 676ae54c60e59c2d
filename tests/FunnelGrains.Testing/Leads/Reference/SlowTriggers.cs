using System.Globalization;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Testing.Leads.Reference;

/// <summary>Whether an event of a story pulls a trigger, and which attributes hold after it.</summary>
internal static class SlowTriggers
{
    /// <param name="trigger">The trigger.</param>
    /// <param name="scene">The event.</param>
    /// <param name="touches">How many touches there were up to it, itself included, since the clock's start (or the cycle's).</param>
    public static bool IsPulledBy(this Trigger trigger, Scene scene, int touches) => scene.MovesSomething && trigger switch
    {
        StageEntered stage => scene.Entered is not null && stage.Stages.Contains(scene.Entered),
        OtherStageEntered other => scene.Entered is not null && scene.Entered != other.Stage,
        LeadAssigned => scene.Event.Data is Assigned,
        TouchNumber number => scene.IsTouch && touches == number.N,
        EventHappened happened => (happened.Type == scene.Event.Type.Name() || happened.Type == scene.Meaning)
            && (happened.Where is not { } filter || filter.All(wanted => Field(scene.Event.Data, wanted.Key) == wanted.Value)),
        _ => throw new ArgumentException("no such trigger", nameof(trigger)),
    };

    /// <summary>An attribute as the events so far left it.</summary>
    public static string? Attribute(IEnumerable<Scene> past, string name)
    {
        string? value = null;
        foreach (var scene in past)
        {
            var said = scene.Event.Data switch { Captured captured => captured.Attributes, Updated updated => updated.Attributes, _ => null };
            value = name switch
            {
                "medium" => said?.Medium,
                "currency" => said?.Currency,
                "value" => said?.Value?.ToString(CultureInfo.InvariantCulture),
                _ => said?.Other.GetValueOrDefault(name)?.Trim('"'),
            } ?? value;
        }

        return value;
    }

    private static string? Field(EventData data, string name) => (data, name) switch
    {
        (StageChanged changed, "stage") => changed.Stage,
        (StageChanged changed, "reason") => changed.Reason,
        (Rejected rejected, "reason") => rejected.Reason,
        (DealLost lost, "reason") => lost.Reason,
        (Recycled recycled, "stage") => recycled.Stage,
        (Touched touched, "channel") => touched.Channel,
        (Touched touched, "outcome") => touched.Outcome,
        _ => null,
    };
}
