using System.Collections.Immutable;
using System.Text.Json;
using FunnelGrains.Domain.Agreements;
using FunnelGrains.Domain.Leads;

namespace FunnelGrains.Domain.Sla;

/// <summary>Whether what an event did pulls a trigger.</summary>
internal static class Triggers
{
    /// <param name="trigger">The trigger.</param>
    /// <param name="happened">What the event did.</param>
    /// <param name="touches">Touches counted, this one included: since the clock's start, or for a start trigger since the cycle's.</param>
    public static bool Pulls(this Trigger trigger, in FoldedEvent happened, int touches) => trigger switch
    {
        StageEntered entered => happened.Entered is { } stage && entered.Stages.Contains(stage, StringComparer.Ordinal),
        OtherStageEntered other => happened.Entered is { } stage && stage != other.Stage,
        EventHappened byType => (byType.Type == happened.Type.Name() || byType.Type == happened.Row.Event.Type.Name())
            && Matches(byType.Where, happened.Row.Event.Data),
        LeadAssigned => happened.Type == EventType.Assigned,
        TouchNumber touch => happened.Touch && touch.N == touches,
        _ => throw new ArgumentException($"Unknown trigger {trigger.GetType().Name}", nameof(trigger)),
    };

    /// <summary>Whether one of a clock's stops or cancels is pulled. A clock that moved to a version that asks for fewer touches than it has is stopped by the next.</summary>
    public static bool AnyPulls(this ImmutableArray<Trigger> triggers, in FoldedEvent happened, int touches)
    {
        foreach (var trigger in triggers)
            if (trigger is TouchNumber touch ? happened.Touch && touch.N <= touches : trigger.Pulls(happened, touches)) return true;
        return false;
    }

    private static bool Matches(ImmutableSortedDictionary<string, string>? where, EventData data)
    {
        if (where is null || where.IsEmpty) return true;
        using var fields = JsonDocument.Parse(EventDataCodec.Write(data));
        foreach (var (name, value) in where)
            if (!fields.RootElement.TryGetProperty(name, out var field) || AttributeText.Of(field) != value) return false;
        return true;
    }
}
